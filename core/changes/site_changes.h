// What differs between two states of a site's folder, entry by entry: the words of a draft and of
// the history, and what decides who may make a change, all come from this one list.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace core {

// The texts of a site's folder by path below it: YAML, CSV, Markdown, statistics.json. Of the
// pictures and PDF below "files/" only those are in it that a change brings or takes away, with
// their bytes.
using FolderTexts = std::map<std::string, std::string>;

// What a change is about; each has a heading in the texts ("changes.area.NAME").
enum class ChangeArea {
  bodies,     // bodies.yaml: bodies and their rosters
  windows,    // windows.yaml, windows/NAME.yaml, windows.csv
  units,      // units.yaml
  duty,       // duty.yaml
  notices,    // notices of site.yaml
  news,       // news/NAME.md
  stories,    // stories/NAME.md
  faq,        // faq.yaml
  measures,   // measures.yaml
  documents,  // documents.yaml, documents/NAME.md
  figures,    // statistics.json
  files,      // files/NAME: pictures and PDF
  rules,      // all else: policy, forms, texts, the site's identity ...
};

// One difference. Lists are compared by what identifies an entry (its id; of a roster its person,
// post or unit with the role; of duty its days), so that an entry that only moved is one change.
struct SiteChange {
  enum class Kind { added, removed, changed, moved };
  struct Fact {
    std::string field;  // a key of the file
    std::string value;  // as people read it
    bool operator==(const Fact&) const = default;
  };

  ChangeArea area = ChangeArea::rules;
  Kind kind = Kind::changed;
  std::string file;  // path in the folder
  // The entry's name as people read it: "领导小组办公室"; "": the file, or what has no name.
  std::string entry;
  std::string item;   // within it: "组长", "2026-12-07/2026-12-13"; may be empty
  std::string field;  // the key that differs: "phone"; "": the whole entry or item
  // As people read it, days as 2026-12-07; "" if there was nothing. Of what moved: itself, and what
  // it stands behind now, "" if it is the first. Of a picture or PDF: its bytes by number.
  std::string before;
  std::string after;
  // Of what was added or removed, in the file's order: what entry, item, before and after do not
  // say. Who agrees to a change sees whole what comes.
  std::vector<Fact> facts;
  // Those that it concerns before or after; none: the whole site.
  std::vector<std::string> windows;

  bool operator==(const SiteChange&) const = default;
};

// All differences, in the order of the files and entries of `after`. Nothing that the readers of a
// site see is left out: files that cannot be compared by entries are one change each. Comments,
// quotes and blank lines are no difference, but of policy.yaml every byte counts, because cases
// name their rules by its hash. Pure.
std::vector<SiteChange> changes_between(const FolderTexts& before, const FolderTexts& after);

}  // namespace core
