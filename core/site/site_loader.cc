// Turns a site's folder into a Site, or says all its mistakes at once.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/site/calendar_files.h"
#include "core/site/site.h"
#include "core/site/site_checks.h"
#include "core/site/texts.h"
#include "core/site/window_tree.h"

namespace core {
namespace {

// One file of the folder, and where what it says goes.
struct SiteFile {
  std::string_view name;
  bool required = false;
  void (*read)(const YamlNode& root, Site& site, Diagnostics& diagnostics) = nullptr;
};

// site.yaml is read apart: it needs the folder's name.
constexpr std::string_view kIdentityFile = "site.yaml";
constexpr std::array<SiteFile, 8> kFiles = {{
    {"policy.yaml", true,
     [](auto& root, auto& site, auto& d) { site.policy = read_policy(root, d); }},
    {"windows.yaml", true,
     [](auto& root, auto& site, auto& d) { site.windows = read_windows(root, d); }},
    {"units.yaml", true, [](auto& root, auto& site, auto& d) { site.units = read_units(root, d); }},
    {"bodies.yaml", true,
     [](auto& root, auto& site, auto& d) { site.bodies = read_bodies(root, d); }},
    {"documents.yaml", true,
     [](auto& root, auto& site, auto& d) { site.documents = read_documents(root, d); }},
    {"duty.yaml", false, [](auto& root, auto& site, auto& d) { site.duty = read_duty(root, d); }},
    {"forms.yaml", false,
     [](auto& root, auto& site, auto& d) {
       site.form_switches = read_report_switches(root, d);
       site.papers = read_paper_forms(root, d);
     }},
    {"texts.yaml", false,
     [](auto& root, auto& site, auto& d) { site.texts = read_text_overrides(root, Texts(), d); }},
}};

std::vector<std::string> known_names() {
  std::vector<std::string> names = {std::string(kIdentityFile)};
  for (const SiteFile& file : kFiles) names.emplace_back(file.name);
  const std::vector<std::string>& publications = publication_names();
  names.insert(names.end(), publications.begin(), publications.end());
  return names;
}

class SiteLoader {
 public:
  SiteLoader(const std::filesystem::path& folder, Diagnostics& diagnostics)
      : folder_(folder.has_filename() ? folder : folder.parent_path()), diagnostics_(diagnostics) {
    loaded_.shown_folder = folder_.string();
  }

  // False if the folder itself cannot be read.
  bool list();
  void read_files();
  void read_calendars(const std::filesystem::path& calendar_folder);
  void connect();
  LoadedSite take() { return std::move(loaded_); }

 private:
  std::optional<YamlNode> read(std::string_view name, bool required);

  std::filesystem::path folder_;
  Diagnostics& diagnostics_;
  std::vector<std::string> names_;
  bool complete_ = true;  // every file could be read, so that checks between files make sense
  LoadedSite loaded_;
};

bool SiteLoader::list() {
  const Result<std::vector<std::string>> names = list_folder(folder_);
  if (!names) {
    diagnostics_.error({loaded_.shown_folder}, "site.unreadable", names.failure().message);
    return false;
  }
  names_ = *names;
  const std::vector<std::string> known = known_names();
  for (const std::string& name : names_) {
    if (std::ranges::find(known, name) != known.end()) continue;
    std::string hint = did_you_mean(name, known);
    if (hint.empty()) hint = "it is not read; the files are: " + joined(known, ", ");
    diagnostics_.warning({(folder_ / name).string()}, "site.unknown-file",
                         fmt::format("no file of a site is called '{}'", name), hint);
  }
  return true;
}

std::optional<YamlNode> SiteLoader::read(std::string_view name, bool required) {
  const std::filesystem::path path = folder_ / name;
  if (std::ranges::find(names_, name) == names_.end()) {
    if (!required) return std::nullopt;
    complete_ = false;
    diagnostics_.error({path.string()}, "site.missing-file",
                       fmt::format("the site has no '{}'", name), "");
    return std::nullopt;
  }
  const Result<std::string> text = read_file(path);
  if (!text) {
    complete_ = false;
    diagnostics_.error({path.string()}, "site.unreadable", text.failure().message);
    return std::nullopt;
  }
  loaded_.files[std::string(name)] = *text;
  std::optional<YamlNode> root = read_yaml(path.string(), *text, diagnostics_);
  if (!root) complete_ = false;
  return root;
}

void SiteLoader::read_files() {
  if (const auto root = read(kIdentityFile, /*required=*/true)) {
    const std::string folder_name =
        std::filesystem::absolute(folder_).lexically_normal().filename();
    loaded_.site.identity = read_identity(*root, folder_name, diagnostics_);
  }
  for (const SiteFile& file : kFiles) {
    if (const auto root = read(file.name, file.required)) {
      file.read(*root, loaded_.site, diagnostics_);
    }
  }
}

void SiteLoader::read_calendars(const std::filesystem::path& calendar_folder) {
  CalendarFiles calendars = read_calendar_files(calendar_folder, diagnostics_);
  loaded_.site.calendar = Calendar(std::move(calendars.years), loaded_.site.policy.closures);
  for (auto& [name, text] : calendars.texts) {
    loaded_.files["calendar/" + name] = text;
    loaded_.policy_texts["calendar/" + name] = std::move(text);
  }
  loaded_.policy_texts["policy.yaml"] = loaded_.files["policy.yaml"];
  loaded_.site.policy_version = version_of(loaded_.policy_texts);
}

void SiteLoader::connect() {
  if (!complete_) return;
  Site& site = loaded_.site;
  check_site(site, diagnostics_);
  if (diagnostics_.has_errors()) return;  // windows may stand in a circle
  inherit(site.windows,
          site.policy.hours.published ? std::optional(site.policy.hours) : std::nullopt);
  if (!site.windows.empty() && site.windows.front().hall.empty()) {
    site.windows.front().hall = site.identity.hall;
  }
}

}  // namespace

std::optional<LoadedSite> load_site(const std::filesystem::path& site_folder,
                                    const std::filesystem::path& calendar_folder,
                                    Diagnostics& diagnostics) {
  Diagnostics own;  // of this site: another one's mistakes do not stop it
  SiteLoader loader(site_folder, own);
  if (loader.list()) {
    loader.read_files();
    loader.read_calendars(calendar_folder);
    loader.connect();
  }
  const bool failed = own.has_errors();
  diagnostics.merge(std::move(own));
  if (failed) return std::nullopt;
  return loader.take();
}

}  // namespace core
