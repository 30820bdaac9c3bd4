// Changes of the rosters in bodies.yaml, as an editor thinks of them: each from the texts of a
// site's folder to the changed file.
//
// All functions are pure and thread-safe. Failures: `conflict` if an entry is not there or does not
// say any more what its page showed; else what core/editing says.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/changes/site_changes.h"
#include "core/directory/directory.h"
#include "core/site/folder_view.h"

namespace handler::publishing {

inline constexpr const char* kBodiesFile = "bodies.yaml";

using EditedFiles = core::Result<core::FileChanges>;

// A few signs that tell what an entry says, and all entries of a roster: a page sends them back, so
// that a stale page never changes another entry.
std::string mark_of(const core::RosterEntry& entry);
std::string mark_of(const std::vector<core::RosterEntry>& roster);

// An entry of a roster, and what it said.
struct RosterSpot {
  std::string body;
  std::size_t index = 0;
  std::string mark;

  bool operator==(const RosterSpot&) const = default;
};

// Every other entry of the bodies that names the person, in the order of the file. None for "".
std::vector<RosterSpot> same_person(const std::vector<core::Body>& bodies, const std::string& name,
                                    const std::optional<RosterSpot>& but = std::nullopt);

// Puts the entry before the entry `at` of the body's roster, or behind the last. The span counts
// nowhere.
EditedFiles add_to_roster(const core::FolderTexts& texts, const std::string& body, std::size_t at,
                          const core::RosterEntry& entry);

// Who follows in a post.
struct Successor {
  std::string name;
  std::string post;               // the name of the post, as the roster prints it; may be empty
  std::optional<core::Day> from;  // the first day; nothing: now
  bool concurrent = false;        // 兼任; a post that was held so stays so
};
// Gives all these entries the new person. If `from` is after `today`, the person of now stays until
// the day before, and the new one stands behind with `from`.
EditedFiles replace_in_rosters(const core::FolderTexts& texts, const std::vector<RosterSpot>& spots,
                               const Successor& successor, core::Day today);

// Makes the entry say `to_be`. In the others only what identifies the person changes: name and
// post, where they are the same as in the entry until now.
EditedFiles change_in_rosters(const core::FolderTexts& texts, const RosterSpot& spot,
                              const core::RosterEntry& to_be,
                              const std::vector<RosterSpot>& others = {});

// The entry becomes the one at `to`; behind the last it becomes the last.
EditedFiles move_in_roster(const core::FolderTexts& texts, const RosterSpot& spot, std::size_t to);

EditedFiles remove_from_rosters(const core::FolderTexts& texts,
                                const std::vector<RosterSpot>& spots);

// The document that a body's roster rests on ("": none is named), and its day.
EditedFiles set_basis(const core::FolderTexts& texts, const std::string& body,
                      const std::string& source, const std::optional<core::Day>& as_of);

// Makes the roster these entries, or puts them behind the last. Entries that name the same person,
// post or unit as before stay where they can, with what a table does not tell: days and 兼任.
// `mark` is that of the whole roster until now.
EditedFiles set_roster(const core::FolderTexts& texts, const std::string& body,
                       const std::string& mark, const std::vector<core::RosterEntry>& entries);
EditedFiles append_to_roster(const core::FolderTexts& texts, const std::string& body,
                             const std::vector<core::RosterEntry>& entries);

}  // namespace handler::publishing
