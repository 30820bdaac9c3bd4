// Reads the content folder and a draft over it, and keeps what an edit made of them.
#include "handler/publishing/working_copy.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "core/base/contains.h"
#include "core/base/files.h"
#include "core/directory/government.h"
#include "core/site/publications_reader.h"
#include "handler/publishing/files/site_file.h"

namespace handler::publishing {
namespace {

constexpr std::size_t kMostTextBytes = 4u << 20;
constexpr std::array<std::string_view, 4> kTextEndings = {".yaml", ".csv", ".md", ".json"};
// Handed out as they are, whatever they end in.
constexpr std::string_view kFilesFolder = "files";

bool is_text(std::string_view name) {
  return std::ranges::any_of(kTextEndings,
                             [&](std::string_view ending) { return name.ends_with(ending); });
}

std::filesystem::path folder_of(const std::filesystem::path& content, const std::string& site) {
  return content / "sites" / site;
}

// Adds the texts of one folder. A file that is too large is left to the reader of the site.
core::Status add_texts(const core::FolderView& view, const std::string& below,
                       core::FolderTexts& texts) {
  const core::Result<std::vector<std::string>> names = view.names(below);
  if (!names) return names.failure();
  for (const std::string& name : *names) {
    const std::string path = below.empty() ? name : below + "/" + name;
    if (view.has_folder(path)) {
      if (!below.empty() || name == kFilesFolder) continue;
      if (const core::Status added = add_texts(view, path, texts); !added) return added;
    } else if (is_text(name)) {
      core::Result<std::string> text = view.text(path, kMostTextBytes);
      if (text) texts[path] = *std::move(text);
      if (!text && text.failure().code != core::FailureCode::invalid) return text.failure();
    }
  }
  return core::success();
}

const store::DraftFile* file_of(const store::Draft& draft, const std::string& path) {
  const auto found = std::ranges::find(draft.files, path, &store::DraftFile::path);
  return found == draft.files.end() ? nullptr : &*found;
}

std::vector<std::string> paths_of(const store::Draft& draft) {
  std::vector<std::string> paths;
  for (const store::DraftFile& file : draft.files) paths.push_back(file.path);
  return paths;
}

// The files in which `edited` differs from the folder, with the hashes that they began from.
std::vector<store::DraftFile> files_of(const WorkingCopy& copy, const core::FolderTexts& edited) {
  std::vector<store::DraftFile> files;
  for (const auto& [path, text] : changes_of(copy.standing, edited)) {
    const store::DraftFile* before = file_of(copy.draft, path);
    files.push_back(
        {path, before != nullptr ? before->base : store::base_of(text_in(copy.standing, path)),
         text});
  }
  return files;
}

std::size_t most_bytes_of(const std::string& path) {
  return is_site_file(path) ? kMostSiteFileBytes : kMostTextBytes;
}

// That what this edit changes stands as it was when the copy was opened.
core::Status check_standing(const WorkingCopy& copy, const core::FolderTexts& edited) {
  const core::FolderView view{folder_of(copy.content, copy.site)};
  for (const auto& [path, text] : changes_of(copy.edited, edited)) {
    const core::Result<std::string> now = view.text(path, most_bytes_of(path));
    if (!now && now.failure().code != core::FailureCode::not_found) return now.failure();
    const std::optional<std::string> found = now ? std::optional(*now) : std::nullopt;
    if (found != text_in(copy.standing, path))
      return core::Failure{core::FailureCode::conflict, path + " was changed meanwhile"};
  }
  return core::success();
}

auto key_of(const core::Diagnostic& one) {
  return std::tuple(one.severity, one.code, one.span.file, one.message.english());
}

}  // namespace

core::Result<core::FolderTexts> read_texts(const std::filesystem::path& content,
                                           const std::string& site) {
  const core::FolderView view{folder_of(content, site)};
  if (!view.has_folder(""))
    return core::Failure{core::FailureCode::not_found,
                         "the folder " + view.folder.string() + " is not there"};
  core::FolderTexts texts;
  if (const core::Status added = add_texts(view, "", texts); !added) return added.failure();
  return texts;
}

core::Status add_site_files(const std::filesystem::path& content, const std::string& site,
                            const std::vector<std::string>& paths, core::FolderTexts& texts) {
  const core::FolderView view{folder_of(content, site)};
  for (const std::string& path : paths) {
    if (!is_site_file(path)) continue;
    core::Result<std::string> bytes = view.text(path, kMostSiteFileBytes);
    if (bytes) texts[path] = *std::move(bytes);
    if (!bytes && bytes.failure().code != core::FailureCode::not_found) return bytes.failure();
  }
  return core::success();
}

std::optional<std::string> text_in(const core::FolderTexts& texts, const std::string& path) {
  const auto found = texts.find(path);
  return found == texts.end() ? std::nullopt : std::optional(found->second);
}

core::FileChanges changes_of(const core::FolderTexts& before, const core::FolderTexts& after) {
  core::FileChanges changes;
  for (const auto& [path, text] : after) {
    if (text_in(before, path) != text) changes[path] = text;
  }
  for (const auto& [path, text] : before) {
    if (!after.contains(path)) changes[path] = std::nullopt;
  }
  return changes;
}

core::FolderTexts with_changes(core::FolderTexts texts, const core::FileChanges& changes) {
  for (const auto& [path, text] : changes) {
    if (text) texts[path] = *text;
    if (!text) texts.erase(path);
  }
  return texts;
}

core::FileChanges WorkingCopy::changes() const {
  return changes_of(standing, edited);
}

core::Result<WorkingCopy> open_working_copy(const std::filesystem::path& content,
                                            store::Store& store, std::int64_t user,
                                            const std::string& site) {
  core::Result<core::FolderTexts> texts = read_texts(content, site);
  if (!texts) return texts.failure();
  core::Result<store::Draft> draft = store.draft(user, site);
  if (!draft) return draft.failure();
  WorkingCopy copy{.content = content, .site = site, .user = user};
  copy.standing = *std::move(texts);
  copy.draft = *std::move(draft);
  const core::Status added = add_site_files(content, site, paths_of(copy.draft), copy.standing);
  if (!added) return added.failure();
  copy.edited = copy.standing;
  for (const store::DraftFile& file : copy.draft.files) {
    copy.edited = with_changes(std::move(copy.edited), {{file.path, file.text}});
    if (store::base_of(text_in(copy.standing, file.path)) != file.base)
      copy.stale.push_back(file.path);
  }
  return copy;
}

core::Status take_up_site_file(WorkingCopy& copy, const std::string& path) {
  if (copy.standing.contains(path) || copy.edited.contains(path)) return core::success();
  if (core::Status added = add_site_files(copy.content, copy.site, {path}, copy.standing); !added)
    return added;
  if (const auto bytes = text_in(copy.standing, path)) copy.edited[path] = *bytes;
  return core::success();
}

std::vector<std::string> unused_new_files(const WorkingCopy& copy) {
  std::vector<std::string> unused;
  for (const auto& [path, bytes] : copy.changes()) {
    const bool is_new = is_site_file(path) && bytes && !copy.standing.contains(path);
    if (is_new && !is_named(copy.edited, name_of_site_file(path))) unused.push_back(path);
  }
  return unused;
}

CheckedCopy check_copy(const WorkingCopy& copy, const core::FolderTexts& edited, core::Day today) {
  CheckedCopy checked;
  checked.loaded = core::load_site(folder_of(copy.content, copy.site), copy.content / "calendar",
                                   changes_of(copy.standing, edited), checked.found);
  if (!checked.loaded) return checked;
  core::check_notices(checked.loaded->site.identity.notices, today, checked.found);
  (void)core::read_publications(*checked.loaded, today, checked.found);
  return checked;
}

std::vector<core::Diagnostic> brought_by_change(const core::Diagnostics& before,
                                                const core::Diagnostics& now) {
  std::vector<core::Diagnostic> known = before.sorted();
  std::vector<core::Diagnostic> brought;
  for (core::Diagnostic& one : now.sorted()) {
    const auto same = std::ranges::find_if(
        known, [&](const core::Diagnostic& other) { return key_of(other) == key_of(one); });
    if (same == known.end())
      brought.push_back(std::move(one));
    else
      known.erase(same);
  }
  return brought;
}

core::Status keep_copy(store::Store& store, const WorkingCopy& copy,
                       const core::FolderTexts& edited, core::Instant now) {
  if (const core::Status same = check_standing(copy, edited); !same) return same;
  const core::Result<std::int64_t> kept =
      store.keep_draft(copy.user, copy.site, copy.draft.version, files_of(copy, edited), now);
  return kept ? core::success() : core::Status(kept.failure());
}

}  // namespace handler::publishing
