"""Why an act upon units cannot be: sentences that say what is wrong, which act stands in the way, how to mend it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from dongbo.engines.organ_ids import MalformedOrganId, OrganId, contradiction, departure, parse_organ_id
from dongbo.organisation.models import Succession, Unit, UnitAct, UnitName, UnitPlace
from dongbo.organisation.queries.units.outlook import Outlook, Stay
from dongbo.organisation.states import UnitActKind

LONGEST_NAME = 300
LONGEST_SHORT_NAME = 100


def written(day: date) -> str:
    """Return `day` as Vietnamese write it."""
    return f"{day:%d/%m/%Y}"


def described(act: UnitAct | None) -> str:
    """Return what an act is, its day and its paper."""
    if act is None:
        return _("dữ liệu khi lập hệ thống")
    paper = _(" (văn bản số %(number)s)") % {"number": act.decision_number} if act.decision_number else ""
    return f"{act.get_kind_display()}, {written(act.effective_on)}{paper}"


class Hindrances:
    """Collects, for one act on one day, what hinders it and what should be looked at once more."""

    def __init__(self, outlook: Outlook) -> None:
        self.outlook = outlook
        self.day = outlook.day
        self._said: dict[str, None] = {}
        self._warned: dict[str, None] = {}

    @property
    def said(self) -> tuple[str, ...]:
        """What hinders the act, each once, in the order found."""
        return tuple(self._said)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What does not hinder the act but is unusual."""
        return tuple(self._warned)

    def add(self, sentence: str) -> None:
        """Say `sentence`."""
        self._said[sentence] = None

    # --- being there ------------------------------------------------------------------------------------------

    def about_presence(self, unit: Unit) -> Stay | None:
        """Return where `unit` stands on the day; say so where it does not exist then."""
        stay = self.outlook.stay(unit.pk)
        if stay is None:
            self.add(self._absence(unit))
        return stay

    def about_parent(self, parent: Unit, *, until: date | None) -> None:
        """Say so where `parent` is not there from the day until `until`, or for ever."""
        if self.about_presence(parent) is None:
            return
        ends = self.outlook.end_of(parent.pk)
        if ends is not None and (until is None or ends < until):
            self.add(
                _(
                    "«%(unit)s» kết thúc ngày %(day)s (%(act)s) nên không thể là đơn vị cấp trên sau ngày đó; hãy chọn "
                    "đơn vị khác, hoặc ghi quyết định có hiệu lực từ ngày đó trở đi."
                )
                % {"unit": parent.name, "day": written(ends), "act": described(self._ending_act(parent.pk))}
            )

    def about_root(self, unit: Unit) -> None:
        """Say that the topmost unit cannot end or move."""
        self.add(_("«%(unit)s» là đơn vị cao nhất nên không thể kết thúc hay chuyển.") % {"unit": unit.name})

    # --- names and codes --------------------------------------------------------------------------------------

    def about_code(self, text: str, *, of: str) -> OrganId | None:
        """Return the code `text` writes; say what is wrong where it is none."""
        try:
            return parse_organ_id(text)
        except MalformedOrganId as malformed:
            self.add(f"«{of}»: {malformed}")
            return None

    def about_name(self, name: str, short_name: str) -> None:
        """Say so where a name is missing or too long to keep."""
        if not name.strip():
            self.add(_("Chưa có tên đơn vị; hãy nhập tên đầy đủ như trong quyết định."))
        if len(name) > LONGEST_NAME or len(short_name) > LONGEST_SHORT_NAME:
            self.add(
                _("Tên đơn vị dài quá %(name)d ký tự hoặc tên viết tắt dài quá %(short)d ký tự; hãy rút ngắn.")
                % {"name": LONGEST_NAME, "short": LONGEST_SHORT_NAME}
            )

    def about_place_of_code(self, code: OrganId, parent: int) -> None:
        """Say so where `code` cannot stand beneath the code `parent` has on the day."""
        above = UnitName.objects.filter(unit=parent, valid_from__lte=self.day).order_by("-valid_from").first()
        if above is None:
            return
        try:
            superior = parse_organ_id(above.code)
        except MalformedOrganId:
            return
        wrong = contradiction(code, superior)
        if wrong:
            self.add(wrong)
        elif unusual := departure(code, superior):
            self._warned[unusual] = None

    def about_free_code(self, code: str, *, until: date | None, besides: Collection[int]) -> None:
        """Say so where another unit than `besides` bears `code` on a day from the act's until `until`."""
        bearers = UnitName.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=self.day), code=code)
        if until is not None:
            bearers = bearers.filter(valid_from__lt=until)
        bearer = bearers.exclude(unit__in=besides).select_related("act").order_by("valid_from").first()
        if bearer is None:
            return
        if bearer.valid_from > self.day:
            self.add(
                _("Mã %(code)s là của «%(unit)s» từ ngày %(day)s (%(act)s); hãy dùng mã khác.")
                % {"code": code, "unit": bearer.name, "day": written(bearer.valid_from), "act": described(bearer.act)}
            )
        else:
            self.add(
                _(
                    "Mã %(code)s đang là của «%(unit)s» vào ngày %(day)s; hãy dùng mã khác, hoặc ghi trước quyết định "
                    "kết thúc hay đổi mã đơn vị đó."
                )
                % {"code": code, "unit": bearer.name, "day": written(self.day)}
            )

    def about_repeated(self, codes: Sequence[str]) -> None:
        """Say so where one act gives a code twice."""
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            self.add(_("Mã %(code)s được đặt cho hai đơn vị trong cùng một quyết định.") % {"code": code})

    # --- moving -----------------------------------------------------------------------------------------------

    def about_later_moves(self, stays: Sequence[Stay]) -> None:
        """Say so where a later act took for granted where one of the units stood: it was moved along with another, it
        ended and the one above took over, or another inside its branch took over from one above it."""
        later = {stay.unit: after[0] for stay in stays if (after := self.outlook.after(stay.unit))}
        found = {(unit, stay.act) for unit, stay in later.items() if stay.kind is not UnitActKind.MOVE}
        found |= self._ended_upwards({stay.unit: stay.parent for stay in stays if stay.ends is not None})
        found |= self._heirs_inside([stay.unit for stay in stays])
        units = Unit.objects.in_bulk({unit for unit, _act in found})
        acts = UnitAct.objects.in_bulk({act for _unit, act in found if act is not None})
        for unit, act in sorted(found, key=lambda one: (one[0], one[1] or 0)):
            self.add(self._in_the_way(units[unit], acts.get(act) if act is not None else None))

    def _ended_upwards(self, parents: Mapping[int, int | None]) -> set[tuple[int, int | None]]:
        """Return which units end later leaving their records, or what stood beneath, to the unit above them."""
        found: set[tuple[int, int | None]] = set()
        for end in Succession.objects.filter(predecessor__in=parents, is_heir=True):
            above = parents[end.predecessor_id]
            moved = UnitPlace.objects.filter(act=end.act_id, parent=above, unit__founded_on__lte=self.day)
            if end.successor_id == above or moved.exists():
                found.add((end.predecessor_id, end.act_id))
        return found

    def _heirs_inside(self, units: Sequence[int]) -> set[tuple[int, int | None]]:
        """Return for which units one in their branch takes over later from one above, so that they went elsewhere."""
        heirs: dict[int, set[int]] = {}
        for act, successor in Succession.objects.filter(act__effective_on__gt=self.day).values_list("act", "successor"):
            heirs.setdefault(act, set()).add(successor)
        evaded = {
            act
            for act, unit in UnitPlace.objects.filter(act__in=heirs).values_list("act", "parent")
            if unit not in heirs[act]
        }
        if not evaded:
            return set()
        return {(unit, act) for unit in units for act in evaded if not heirs[act].isdisjoint(self.outlook.branch(unit))}

    def about_cycle(self, moved: Mapping[int, int | None], ended: Collection[int]) -> None:
        """Say so where a unit would come to stand beneath itself, on the day or on a later one."""
        met = self.outlook.meets_itself(moved, ended) if moved else None
        if met is not None:
            self.add(
                _("«%(unit)s» sẽ nằm dưới chính nó; hãy chọn đơn vị cấp trên không thuộc nhánh của đơn vị này.")
                % {"unit": Unit.objects.get(pk=met).name}
            )

    # --- ending and taking over -------------------------------------------------------------------------------

    def about_ending(self, units: Sequence[Unit]) -> None:
        """Say why any of `units` cannot end on the day: not there, the topmost, just founded, or spoken of later."""
        repeated = {unit.pk for unit in units if sum(other.pk == unit.pk for other in units) > 1} if units else set()
        for unit in {unit.pk: unit for unit in units}.values():
            if unit.pk in repeated:
                self.add(_("«%(unit)s» được chọn hai lần.") % {"unit": unit.name})
            stay = self.about_presence(unit)
            if stay is not None and stay.parent is None:
                self.about_root(unit)
            elif stay is not None and unit.founded_on >= self.day:
                self.add(
                    _("«%(unit)s» thành lập đúng ngày %(day)s nên chưa thể kết thúc ngày đó; hãy chọn ngày sau.")
                    % {"unit": unit.name, "day": written(self.day)}
                )
        present = {unit.pk: unit for unit in units if self.outlook.stay(unit.pk) is not None}
        for key, act in self._later_acts(present):
            self.add(self._in_the_way(present[key], act))

    def about_successor(self, unit: Unit, ended: Collection[int], *, takes_units: bool) -> None:
        """Say why `unit` cannot take over: itself ending, not there, or ending later while units come beneath it."""
        if unit.pk in ended:
            self.add(
                _("«%(unit)s» vừa kết thúc vừa là đơn vị tiếp nhận; hãy bỏ đơn vị này khỏi danh sách kết thúc.")
                % {"unit": unit.name}
            )
        elif takes_units:
            self.about_parent(unit, until=None)
        else:
            self.about_presence(unit)

    # --- words ------------------------------------------------------------------------------------------------

    def _absence(self, unit: Unit) -> str:
        ends = unit.places.order_by("-valid_from").values_list("valid_to", flat=True).first()
        if ends is not None and ends <= self.day:
            heir = Succession.objects.filter(predecessor=unit, is_heir=True).select_related("successor").first()
            return _(
                "«%(unit)s» đã kết thúc ngày %(ended)s; hãy chọn ngày trước đó, hoặc đơn vị kế thừa «%(heir)s»."
            ) % {
                "unit": unit.name,
                "ended": written(ends),
                "heir": heir.successor.name if heir is not None else "",
            }
        return _("«%(unit)s» chưa có vào ngày %(day)s (thành lập ngày %(founded)s); hãy chọn ngày từ đó trở đi.") % {
            "unit": unit.name,
            "day": written(self.day),
            "founded": written(unit.founded_on),
        }

    def _in_the_way(self, unit: Unit, act: UnitAct | None) -> str:
        return _(
            "Về «%(unit)s» đã ghi quyết định có hiệu lực sau đó: %(act)s; quyết định ngày %(day)s sẽ trái với lịch sử "
            "này. Hãy chọn ngày từ đó trở đi."
        ) % {"unit": unit.name, "act": described(act), "day": written(self.day)}

    def _ending_act(self, unit: int) -> UnitAct | None:
        found = Succession.objects.filter(predecessor=unit, is_heir=True).select_related("act").first()
        return found.act if found is not None else None

    def _later_acts(self, units: Mapping[int, Unit]) -> Iterable[tuple[int, UnitAct | None]]:
        """Yield the acts after the day that take for granted that one of `units` lives on, or how it is called."""
        beneath = [
            (stay.parent, stay.act)
            for key in units
            for stay in self.outlook.beneath.get(key, ())
            if stay.begins > self.day and stay.parent is not None
        ]
        moved = [(key, stay.act) for key in units for stay in self.outlook.after(key)]
        named = UnitName.objects.filter(unit__in=units, valid_from__gt=self.day).values_list("unit_id", "act_id")
        later = Succession.objects.filter(act__effective_on__gt=self.day)
        before = later.filter(predecessor__in=units).values_list("predecessor_id", "act_id")
        after = later.filter(successor__in=units).values_list("successor_id", "act_id")
        found = list(dict.fromkeys([*before, *after, *moved, *beneath, *named]))
        acts = UnitAct.objects.in_bulk({act for _key, act in found if act is not None})
        first: dict[int, UnitAct | None] = {}
        for key, act in found:
            one = acts.get(act) if act is not None else None
            known = first.get(key)
            if key not in first or (one is not None and known is not None and one.effective_on < known.effective_on):
                first[key] = one
        return first.items()
