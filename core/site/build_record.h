// What the last successful build of a site read: the hash of each file, kept beside the published
// version. It tells which files were changed on the server since, and are not published.
//   PUBLISHED/SITE/inputs
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/base/result.h"

namespace core {

// By path below the content folder: "sites/demo/bodies.yaml", "calendar/2026.yaml".
using FileHashes = std::map<std::string, std::string>;

std::string hash_of_input(const std::string& bytes);

// All files that a build of the site may read, as they are now: those below its folder and the
// calendars, without hidden ones. A file of more than 64 MB counts by its size alone. Fails as
// reading does.
Result<FileHashes> hash_inputs(const std::filesystem::path& content, const std::string& site);

// Written when the pages are public and the rules in force. A build that is killed before leaves an
// older record, and the next build writes it.
Status write_build_record(const std::filesystem::path& published_root, const std::string& site,
                          const FileHashes& inputs);

// `not_found` if no build of this site wrote one, `corrupt` if it is none of ours.
Result<FileHashes> read_build_record(const std::filesystem::path& published_root,
                                     const std::string& site);

}  // namespace core
