// One government's window service: everything its folder says, checked; and the loader that reads
// it or says all its mistakes at once.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/pack.h"
#include "core/base/result.h"
#include "core/directory/directory.h"
#include "core/directory/government.h"
#include "core/directory/window_tree.h"
#include "core/forms/form.h"
#include "core/forms/paper_form.h"
#include "core/policy/policy.h"
#include "core/publications/measure.h"
#include "core/site/portal_part.h"
#include "core/site/publications.h"

namespace core {

enum class Standing {
  sample,  // not the government's site: every page says so, noindex, nothing is mailed
  official,
};

struct SiteIdentity {
  std::string id;  // the folder's name
  Standing standing = Standing::sample;
  std::string name;                      // "平邑县"
  std::string window_name;               // "“办不成事”反映窗口"
  std::string owner;                     // "平邑县行政审批服务局"
  std::string hall;                      // "平邑县政务服务中心"
  std::string serial_prefix;             // "PY"
  std::string pledge;                    // one sentence on the home page
  std::vector<std::string> purpose;      // paragraphs
  std::vector<std::string> commitments;  // what this window holds itself to; sentences
  std::string real_route;                // how to reach the real window although this is a sample
  std::string hotline = "12345";
  std::string handler_url = "/handle";  // where forms are sent: a path, or another origin
  std::string site_url;                 // where the handler's pages link back to; default "/ID/"
  std::optional<Day> opens;             // the form is closed before (BG-38)
  std::optional<Day> updated;           // when the site's content was last gone over
  std::optional<Government> government;
  PortalPart portal_header;  // of the government portal above, around every page
  PortalPart portal_footer;
  std::vector<DayRange> mourning;
  std::vector<Notice> notices;

  bool mourns(Day day) const;
};

struct Site {
  SiteIdentity identity;
  Policy policy;
  WindowTree windows;  // the first is the main window
  WindowGoal window_goal;
  std::vector<Unit> units;
  std::vector<Body> bodies;
  DutyRoster duty;
  std::vector<Document> documents;
  ReportFormSwitches form_switches;
  std::vector<Measure> measures;
  std::vector<PaperForm> papers;             // in the order of the list of forms
  std::map<std::string, std::string> texts;  // this site's wording over the catalogue
  Calendar calendar;                         // State Council notices and the policy's closures
  Publications publications;                 // empty unless read_publications filled it
  std::string policy_version;  // hex hash of policy.yaml and the calendar files: what a case keeps

  WorkTime work_time() const { return {calendar, policy.hours}; }
  const Window* window(std::string_view id) const;
  // The ids of the windows above, nearest first; whoever serves one of them serves this one too.
  std::vector<std::string> windows_above(std::string_view id) const;
  const Unit* unit(std::string_view id) const;
  const Measure* measure(std::string_view id) const;
  const Body* body(std::string_view id) const;
};

// The texts that make a policy version, by file name ("policy.yaml", "calendar/2026.yaml"); kept in
// the store with the cases accepted under it.
using PolicyTexts = std::map<std::string, std::string>;

struct LoadedSite {
  Site site;
  std::map<std::string, std::string>
      files;  // every file read, by path relative to the site folder or "calendar/YEAR.yaml"
  std::map<std::string, std::string>
      trees;  // of those that are YAML, as tree_as_bytes() writes them
  PolicyTexts policy_texts;
  std::string shown_folder;  // the site folder as diagnostics show it
};

// Reads site.yaml; `folder` is the name of the folder, which the id must equal.
SiteIdentity read_identity(const YamlNode& root, const std::string& folder,
                           Diagnostics& diagnostics);

// Reads content/sites/ID and the calendar folder; diagnostics name files by these paths.
// `texts.yaml` is checked for form only: see check_text_overrides. Nothing is returned if there is
// any error; warnings alone do not stop it.
std::optional<LoadedSite> load_site(const std::filesystem::path& site_folder,
                                    const std::filesystem::path& calendar_folder,
                                    Diagnostics& diagnostics);

// Reads a site from the pack that it was published in, with the same readers and checks. Empty stay
// places in files, texts of files but policy.yaml, reports.yaml and the calendars, and the goal for
// windows, which only public pages name. Throws nothing; a damaged pack is an error.
std::optional<LoadedSite> load_packed_site(const Pack& pack, const std::string& id,
                                           Diagnostics& diagnostics);

// The pieces of such a pack: each file's text below "files/", its tree below "trees/".
Pieces pieces_of(const LoadedSite& loaded);

// Checks this site's texts.yaml against the catalogue: keys that it lacks, placeholders that its
// texts do not have.
void check_text_overrides(const LoadedSite& loaded, const Texts& catalogue,
                          Diagnostics& diagnostics);

// Warns if the notice for the year of `today` is not in hand, or, from 1 November, that for the
// next year.
void check_calendar_years(const Calendar& calendar, Day today, Diagnostics& diagnostics);

// What a stored policy version says, also one that a newer program would not publish any more (a
// stricter check, a key that is gone); `corrupt` if a value no longer has a meaning.
struct PolicyVersion {
  Policy policy;
  WorkTime time;
  std::string version;
};
Result<PolicyVersion> read_policy_version(const PolicyTexts& texts);
std::string version_of(const PolicyTexts& texts);

}  // namespace core
