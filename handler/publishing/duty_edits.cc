// Cuts the entries as values, then arranges the list of the file like them.
#include "handler/publishing/duty_edits.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "core/base/contains.h"
#include "core/editing/refusals.h"
#include "core/reading/words.h"
#include "handler/publishing/duty_month.h"
#include "handler/publishing/mark_of.h"
#include "handler/publishing/yaml_changes.h"

namespace handler::publishing {
namespace {

using core::DutyEntry;
using core::HalfDay;
using core::kOneDay;

constexpr const char* kNewFile = "schema: 1\n";
const std::vector<std::string> kFileKeys = {"schema", "rule", "entries"};

// An entry, and the one of the file that it goes on from. A new turn of a leader who stood in those
// days is one with what is left of that leader's entry.
struct Piece {
  DutyEntry entry;
  std::optional<std::size_t> origin = std::nullopt;
};
using Pieces = std::vector<Piece>;

std::string part_word(const DutyEntry& entry) {
  return entry.part ? std::string(core::name_in(core::kHalfDays, *entry.part)) : std::string();
}

YamlFields duty_fields_of(const DutyEntry& entry) {
  const std::string part = part_word(entry);
  return {{"from", core::yaml_word(core::to_iso(entry.from))},
          {"to", core::yaml_word(core::to_iso(entry.to))},
          {"part", part.empty() ? std::nullopt : std::optional(core::yaml_word(part))},
          {"name", text_or_nothing(entry.name)},
          {"post", text_or_nothing(entry.post)},
          {"phone", text_or_nothing(entry.phone)}};
}

bool meets(const DutyEntry& a, const DutyEntry& b) {
  return a.from <= b.to && b.from <= a.to && shares_halves(a, b);
}

void add_cut(Pieces& pieces, Piece piece, core::Day from, core::Day to) {
  piece.entry.from = from;
  piece.entry.to = to;
  if (from <= to) pieces.push_back(std::move(piece));
}

// What is left of a piece under a turn: the days before and behind, and the other half.
void cut(Pieces& pieces, const Piece& piece, const DutyEntry& turn) {
  add_cut(pieces, piece, piece.entry.from, turn.from - kOneDay);
  if (!piece.entry.part && turn.part) {
    Piece half = piece;
    half.entry.part = *turn.part == HalfDay::morning ? HalfDay::afternoon : HalfDay::morning;
    add_cut(pieces, half, std::max(piece.entry.from, turn.from), std::min(piece.entry.to, turn.to));
  }
  add_cut(pieces, piece, turn.to + kOneDay, piece.entry.to);
}

bool same_days(const DutyEntry& a, const DutyEntry& b) {
  return a.from == b.from && a.to == b.to && a.part == b.part;
}

// The entry of the file that a turn goes on from, if it meets this piece.
bool continues(const DutyEntry& turn, const DutyEntry& met) {
  return same_leader(turn, met) || same_days(turn, met);
}

bool in_order(const Piece& a, const Piece& b) {
  return std::pair(a.entry.from, a.entry.part) < std::pair(b.entry.from, b.entry.part);
}

// Makes one of two pieces of the same entry and leader that stand side by side. False if they do
// not.
bool join(Piece& a, const Piece& b) {
  if (!a.origin || a.origin != b.origin || !same_leader(a.entry, b.entry)) return false;
  if (a.entry.part == b.entry.part && a.entry.to + kOneDay == b.entry.from) {
    a.entry.to = b.entry.to;
    return true;
  }
  const bool halves = a.entry.from == b.entry.from && a.entry.to == b.entry.to && a.entry.part &&
                      b.entry.part && *a.entry.part != *b.entry.part;
  if (halves) a.entry.part = std::nullopt;
  return halves;
}

bool join_one(Pieces& pieces) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    for (std::size_t k = 0; k < pieces.size(); ++k) {
      if (i == k || !join(pieces[i], pieces[k])) continue;
      pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(k));
      return true;
    }
  }
  return false;
}

Pieces with_turn(const Pieces& before, const DutyEntry& turn) {
  Pieces after;
  Piece added{.entry = turn};
  for (const Piece& piece : before) {
    if (!meets(piece.entry, turn)) {
      after.push_back(piece);
      continue;
    }
    if (!added.origin && continues(turn, piece.entry)) added.origin = piece.origin;
    cut(after, piece, turn);
  }
  after.push_back(std::move(added));
  while (join_one(after)) {
  }
  std::ranges::stable_sort(after, in_order);
  return after;
}

// Of several pieces of one entry the first goes on from it, the others are new. `list` is that of
// the file; null if there is none.
std::vector<ArrangedEntry> arranged(const core::YamlNode* list, const Pieces& pieces) {
  std::vector<ArrangedEntry> all;
  std::vector<std::size_t> used;
  for (const Piece& piece : pieces) {
    std::optional<std::size_t> origin = piece.origin;
    if (origin && core::contains(used, *origin)) origin = std::nullopt;
    if (origin) used.push_back(*origin);
    const core::YamlNode* node = origin && list != nullptr ? &list->items.at(*origin) : nullptr;
    all.push_back({origin, padded_as(node, duty_fields_of(piece.entry))});
  }
  return all;
}

// duty.yaml while it is changed.
struct Duty {
  explicit Duty(const core::FolderTexts& texts)
      : before(texts.contains(kDutyFile) ? texts.at(kDutyFile) : std::string()),
        file(kDutyFile, before.empty() ? kNewFile : before) {
    core::Diagnostics found;
    const std::vector<DutyEntry> entries = core::read_duty(file.root(), found).entries;
    // An entry that the reader leaves out would make the places wrong.
    if (found.has_errors()) throw core::Refused(core::unreadable(found));
    for (std::size_t i = 0; i < entries.size(); ++i) pieces.push_back({entries[i], i});
  }

  DutyEntry& at(const DutySpot& spot) {
    if (spot.index >= pieces.size() || mark_of(pieces[spot.index].entry) != spot.mark)
      throw core::Refused(core::FailureCode::conflict,
                          "the entry of the duty roster was changed meanwhile");
    return pieces[spot.index].entry;
  }
  core::FileChanges changes() {
    const core::YamlNode* list = core::find_value(file.root(), core::YamlPath{"entries"});
    file.arrange({}, "entries", arranged(list, pieces), kFileKeys);
    return changed_file(kDutyFile, before, file.text());
  }

  std::string before;
  YamlChanges file;
  Pieces pieces;
};

}  // namespace

std::string mark_of(const DutyEntry& entry) {
  return mark_of_parts({core::to_iso(entry.from), core::to_iso(entry.to), part_word(entry),
                        entry.name, entry.post, entry.phone});
}

bool same_leader(const DutyEntry& a, const DutyEntry& b) {
  return a.name == b.name && a.post == b.post && a.phone == b.phone;
}

EditedFiles assign_duty(const core::FolderTexts& texts, const std::vector<DutyEntry>& turns) {
  return edited_file<Duty>(texts, [&](Duty& duty) {
    for (const DutyEntry& turn : turns) duty.pieces = with_turn(duty.pieces, turn);
  });
}

EditedFiles remove_duty(const core::FolderTexts& texts, const DutySpot& spot) {
  return edited_file<Duty>(texts, [&](Duty& duty) {
    duty.at(spot);
    duty.pieces.erase(duty.pieces.begin() + static_cast<std::ptrdiff_t>(spot.index));
  });
}

EditedFiles swap_duty(const core::FolderTexts& texts, const DutySpot& one, const DutySpot& other) {
  return edited_file<Duty>(texts, [&](Duty& duty) {
    DutyEntry& a = duty.at(one);
    DutyEntry& b = duty.at(other);
    std::swap(a.name, b.name);
    std::swap(a.post, b.post);
    std::swap(a.phone, b.phone);
  });
}

}  // namespace handler::publishing
