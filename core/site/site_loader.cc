// Turns a site's folder into a Site, or reports all mistakes at once.
#include "core/site/site_loader.h"

#include <array>

#include "core/base/contains.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/directory/window_csv.h"
#include "core/directory/window_reader.h"
#include "core/directory/window_sources.h"
#include "core/forms/paper_reader.h"
#include "core/input/yaml_tree.h"
#include "core/policy/policy_reader.h"
#include "core/publications/reports.h"
#include "core/reading/texts.h"
#include "core/site/calendar_files.h"
#include "core/site/packed_files.h"
#include "core/site/publications_reader.h"
#include "core/site/site_checks.h"

namespace core {

BANCHENG_DEFINE_COPYING(LoadedSite);

namespace {

// One file of the folder, and how it is read.
struct SiteFile {
  std::string_view name;
  bool required = false;
  void (*read)(const YamlNode& root, Site& site, Diagnostics& diagnostics) = nullptr;
};

constexpr std::size_t kMostFileBytes = 64u << 20;
// Read separately, because it needs the folder's name.
constexpr std::string_view kIdentityFile = "site.yaml";
// Windows come from several files, which are connected after all of them are read.
constexpr std::string_view kWindowsFile = "windows.yaml";
constexpr std::string_view kWindowsTable = "windows.csv";
constexpr std::string_view kWindowsFolder = "windows";
constexpr std::string_view kCalendarFolder = "calendar";  // in a pack, next to the site's own files
constexpr std::array<SiteFile, 9> kFiles = {{
    {"policy.yaml", true,
     [](auto& root, auto& site, auto& d) { site.policy = read_policy(root, d); }},
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
    {"measures.yaml", false,
     [](auto& root, auto& site, auto& d) { site.measures = read_measures(root, d); }},
    // Only checked here; reports_of() reads it again when it is needed.
    {"reports.yaml", false, [](auto& root, auto&, auto& d) { read_reports(root, d); }},
    {"texts.yaml", false,
     [](auto& root, auto& site, auto& d) { site.texts = read_text_overrides(root, Texts(), d); }},
}};

// Files whose texts are used: policy.yaml is kept with each case, reports.yaml is read again when
// it is asked for. Of the others a published site has only what they say.
constexpr std::array<std::string_view, 2> kTextsInUse = {"policy.yaml", "reports.yaml"};

std::vector<std::string> known_names() {
  std::vector<std::string> names;
  for (const std::string_view name : {kIdentityFile, kWindowsFile, kWindowsTable, kWindowsFolder}) {
    names.emplace_back(name);
  }
  for (const SiteFile& file : kFiles) names.emplace_back(file.name);
  for (const std::string_view name : {kPortalHeader, kPortalFooter}) names.emplace_back(name);
  const std::vector<std::string>& publications = publication_names();
  names.insert(names.end(), publications.begin(), publications.end());
  return names;
}

// A file with the government portal's head or foot.
struct PortalFile {
  std::string_view name;
  PortalPart SiteIdentity::*part;
};
constexpr std::array<PortalFile, 2> kPortalFiles = {
    {{kPortalHeader, &SiteIdentity::portal_header}, {kPortalFooter, &SiteIdentity::portal_footer}}};

class SiteLoader {
 public:
  SiteLoader(const std::filesystem::path& folder, FileChanges changes, Diagnostics& diagnostics)
      : folder_(folder.has_filename() ? folder : folder.parent_path()), diagnostics_(diagnostics) {
    loaded_.shown_folder = folder_.string();
    loaded_.changes = std::move(changes);
  }

  // Reads from a published pack instead of the folder.
  SiteLoader(const Pack& pack, const std::string& id, Diagnostics& diagnostics)
      : folder_(id), pack_(&pack), diagnostics_(diagnostics) {
    loaded_.shown_folder = id;
  }

  // False if the folder itself cannot be read.
  bool list();
  void read_files();
  void read_calendars(const std::filesystem::path& calendar_folder);
  void connect();
  LoadedSite take() { return std::move(loaded_); }

 private:
  FolderView view() const { return {folder_, &loaded_.changes}; }
  Result<std::vector<std::string>> names_in(std::string_view folder) const;
  bool has(std::string_view name) const;
  std::optional<std::string> read_text(const std::string& name);
  std::optional<YamlNode> read(const std::string& name, bool required);
  bool read_window_files(WindowSources& sources);
  bool read_windows_in_folder(WindowSources& sources);
  void read_all_windows();
  void read_packed_windows();

  std::filesystem::path folder_;
  const Pack* pack_ = nullptr;
  Diagnostics& diagnostics_;
  std::vector<std::string> names_;
  bool complete_ = true;  // every file could be read, so checks between files make sense
  LoadedSite loaded_;
};

// From the folder, or from the pack, whose files were checked when they were published.
Result<std::vector<std::string>> SiteLoader::names_in(std::string_view folder) const {
  if (pack_ == nullptr) return view().names(folder);
  const std::string above = text_piece(folder.empty() ? "" : std::string(folder) + "/");
  std::vector<std::string> names;
  for (const std::string& piece : pack_->names_below(above)) {
    std::string name = piece.substr(above.size(), piece.find('/', above.size()) - above.size());
    if (name == kCalendarFolder && folder.empty()) continue;
    if (names.empty() || names.back() != name) names.push_back(std::move(name));
  }
  return names;
}

bool SiteLoader::list() {
  const Result<std::vector<std::string>> names = names_in("");
  if (!names) {
    diagnostics_.error({loaded_.shown_folder}, "site.unreadable", as_is(names.failure().message));
    return false;
  }
  names_ = *names;
  const std::vector<std::string> known = known_names();
  for (const std::string& name : names_) {
    if (contains(known, name)) continue;
    Sentence hint = did_you_mean(name, known);
    if (hint.empty())
      hint = say("it is not read; the files are: {names}", {{"names", joined(known, ", ")}});
    diagnostics_.warning({(folder_ / name).string()}, "site.unknown-file",
                         say("no file of a site is called '{name}'", {{"name", name}}), hint);
  }
  return true;
}

bool SiteLoader::has(std::string_view name) const {
  return contains(names_, name);
}

std::optional<std::string> SiteLoader::read_text(const std::string& name) {
  Result<std::string> text =
      pack_ == nullptr ? view().text(name, kMostFileBytes) : pack_->read(text_piece(name));
  if (!text) {
    complete_ = false;
    diagnostics_.error({(folder_ / name).string()}, "site.unreadable",
                       as_is(text.failure().message));
    return std::nullopt;
  }
  loaded_.files[name] = *text;
  return std::move(*text);
}

std::optional<YamlNode> SiteLoader::read(const std::string& name, bool required) {
  const std::string file = name.substr(0, name.find('/'));
  if (!has(file)) {
    if (!required) return std::nullopt;
    complete_ = false;
    diagnostics_.error({(folder_ / name).string()}, "site.missing-file",
                       say("the site has no '{name}'", {{"name", name}}), {});
    return std::nullopt;
  }
  std::optional<std::string> text;
  if (pack_ == nullptr || contains(kTextsInUse, name)) text = read_text(name);
  std::optional<YamlNode> root;
  if (pack_ != nullptr)
    root = packed_tree(*pack_, name, diagnostics_);
  else if (text)
    root = read_yaml((folder_ / name).string(), *text, diagnostics_);
  if (!root) complete_ = false;
  if (root && pack_ == nullptr) loaded_.trees[name] = tree_as_bytes(*root);
  return root;
}

bool SiteLoader::read_windows_in_folder(WindowSources& sources) {
  const Result<std::vector<std::string>> names = names_in(kWindowsFolder);
  if (!names) {
    diagnostics_.error({(folder_ / kWindowsFolder).string()}, "site.unreadable",
                       as_is(names.failure().message));
    return false;
  }
  bool fine = true;
  for (const std::string& name : *names) {
    const std::string path = std::string(kWindowsFolder) + "/" + name;
    if (!name.ends_with(".yaml")) {
      diagnostics_.warning({(folder_ / path).string()}, "site.unknown-file",
                           say("only files whose names end in .yaml are read here"), {});
      continue;
    }
    const std::optional<YamlNode> root = read(path, /*required=*/true);
    if (root) read_window_file(*root, sources, diagnostics_);
    fine = fine && root;
  }
  return fine;
}

bool SiteLoader::read_window_files(WindowSources& sources) {
  const bool others = has(kWindowsTable) || has(kWindowsFolder);
  bool fine = true;
  if (has(kWindowsFile) || !others) {
    const auto root = read(std::string(kWindowsFile), /*required=*/true);
    if (root) read_windows(*root, others, sources, diagnostics_);
    fine = root.has_value();
  }
  if (has(kWindowsTable)) {
    const std::string name(kWindowsTable);
    const std::optional<std::string> text = read_text(name);
    fine =
        text && read_windows_csv((folder_ / name).string(), *text, sources, diagnostics_) && fine;
  }
  if (has(kWindowsFolder)) fine = read_windows_in_folder(sources) && fine;
  return fine;
}

void SiteLoader::read_packed_windows() {
  Result<WindowTree> windows = packed_windows(*pack_);
  if (windows) {
    loaded_.site.windows = std::move(*windows);
    return;
  }
  complete_ = false;
  diagnostics_.error({loaded_.shown_folder}, "site.unreadable", as_is(windows.failure().message));
}

void SiteLoader::read_all_windows() {
  if (pack_ != nullptr) return read_packed_windows();
  WindowSources sources;
  const bool fine = read_window_files(sources);
  complete_ = complete_ && fine;
  Site& site = loaded_.site;
  site.window_goal = sources.goal;
  if (!fine) return;
  const OfficeHours& hours = site.policy.hours;
  site.windows = connect_windows(std::move(sources),
                                 {.window_name = site.identity.window_name,
                                  .hall = site.identity.hall,
                                  .hours = hours.published ? std::optional(hours) : std::nullopt},
                                 diagnostics_);
}

void SiteLoader::read_files() {
  if (const auto root = read(std::string(kIdentityFile), /*required=*/true)) {
    const std::string folder_name =
        std::filesystem::absolute(folder_).lexically_normal().filename();
    loaded_.site.identity = read_identity(*root, folder_name, diagnostics_);
  }
  for (const SiteFile& file : kFiles) {
    if (const auto root = read(std::string(file.name), file.required)) {
      file.read(*root, loaded_.site, diagnostics_);
    }
  }
  for (const PortalFile& file : kPortalFiles) {
    if (!has(file.name)) continue;
    const std::string name(file.name);
    if (const auto text = read_text(name)) {
      loaded_.site.identity.*file.part =
          read_portal_part((folder_ / name).string(), *text, diagnostics_);
    }
  }
  read_all_windows();
}

void SiteLoader::read_calendars(const std::filesystem::path& calendar_folder) {
  CalendarFiles calendars = pack_ == nullptr ? read_calendar_files(calendar_folder, diagnostics_)
                                             : read_packed_calendars(*pack_, diagnostics_);
  loaded_.site.calendar = Calendar(std::move(calendars.years), loaded_.site.policy.closures);
  for (auto& [name, text] : calendars.texts) {
    loaded_.files["calendar/" + name] = text;
    loaded_.trees["calendar/" + name] = std::move(calendars.trees[name]);
    loaded_.policy_texts["calendar/" + name] = std::move(text);
  }
  loaded_.policy_texts["policy.yaml"] = loaded_.files["policy.yaml"];
  loaded_.site.policy_version = version_of(loaded_.policy_texts);
}

void SiteLoader::connect() {
  // The build that made a pack checked the site, and the pack says so with its hash. Looking at
  // references again would read the windows, which few requests need.
  if (!complete_ || pack_ != nullptr) return;
  check_site(loaded_.site, diagnostics_);
}

std::optional<LoadedSite> load(SiteLoader loader, const std::filesystem::path& calendar_folder,
                               Diagnostics& own, Diagnostics& diagnostics) {
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

}  // namespace

std::optional<LoadedSite> load_site(const std::filesystem::path& site_folder,
                                    const std::filesystem::path& calendar_folder,
                                    Diagnostics& diagnostics) {
  return load_site(site_folder, calendar_folder, {}, diagnostics);
}

std::optional<LoadedSite> load_site(const std::filesystem::path& site_folder,
                                    const std::filesystem::path& calendar_folder,
                                    FileChanges changes, Diagnostics& diagnostics) {
  Diagnostics own;  // of this site, so that mistakes of other sites do not stop it
  return load(SiteLoader(site_folder, std::move(changes), own), calendar_folder, own, diagnostics);
}

std::optional<LoadedSite> load_packed_site(const Pack& pack, const std::string& id,
                                           Diagnostics& diagnostics) {
  Diagnostics own;
  return load(SiteLoader(pack, id, own), {}, own, diagnostics);
}

}  // namespace core
