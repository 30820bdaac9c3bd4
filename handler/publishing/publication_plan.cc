// Turns working copies into files of publications, and back.
#include "handler/publishing/publication_plan.h"

#include <utility>

#include "handler/publishing/files/site_file.h"

namespace handler::publishing {
namespace {

using Side = std::optional<std::string> store::PublishedFile::*;

core::FolderTexts with_files(core::FolderTexts texts, const store::Publication& publication,
                             Side side) {
  core::FileChanges changes;
  for (const store::PublishedFile& file : publication.files) changes[file.path] = file.*side;
  return with_changes(std::move(texts), changes);
}

WorkingCopy copy_with(const std::filesystem::path& content, const std::string& site,
                      const core::FolderTexts& standing, const store::Publication& publication,
                      Side side) {
  WorkingCopy copy{.content = content, .site = site};
  copy.standing = standing;
  copy.edited = with_files(standing, publication, side);
  return copy;
}

}  // namespace

std::vector<store::PublishedFile> files_to_publish(const WorkingCopy& copy) {
  std::vector<store::PublishedFile> files;
  for (const auto& [path, text] : copy.changes())
    files.push_back({path, text_in(copy.standing, path), text});
  return files;
}

std::vector<core::SiteChange> changes_of_publication(const core::FolderTexts& standing,
                                                     const store::Publication& publication) {
  return core::changes_between(with_files(standing, publication, &store::PublishedFile::before),
                               with_files(standing, publication, &store::PublishedFile::after));
}

WorkingCopy copy_put_back(const std::filesystem::path& content, const std::string& site,
                          const core::FolderTexts& standing,
                          const store::Publication& publication) {
  WorkingCopy copy = copy_with(content, site, standing, publication, &store::PublishedFile::before);
  for (const store::PublishedFile& file : publication.files) {
    if (!is_site_file(file.path) || file.before) continue;
    const std::optional<std::string> stands = text_in(standing, file.path);
    if (stands && is_named(copy.edited, name_of_site_file(file.path)))
      copy.edited[file.path] = *stands;
  }
  return copy;
}

WorkingCopy copy_published(const std::filesystem::path& content, const std::string& site,
                           const core::FolderTexts& standing,
                           const store::Publication& publication) {
  return copy_with(content, site, standing, publication, &store::PublishedFile::after);
}

std::vector<std::string> paths_of(const store::Publication& publication) {
  std::vector<std::string> paths;
  for (const store::PublishedFile& file : publication.files) paths.push_back(file.path);
  return paths;
}

std::vector<std::string> changed_since(const core::FolderTexts& standing,
                                       const store::Publication& publication) {
  std::vector<std::string> paths;
  for (const store::PublishedFile& file : publication.files) {
    if (text_in(standing, file.path) != file.after) paths.push_back(file.path);
  }
  return paths;
}

}  // namespace handler::publishing
