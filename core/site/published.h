// The published policy: what the generator wrote beside the public pages and the handler enforces.
// One folder per version, and a file `current` that names the one in force:
//   PUBLISHED/SITE/current             HASH and a newline
//   PUBLISHED/SITE/HASH/SITE/*.yaml    the site's own files, byte for byte
//   PUBLISHED/SITE/HASH/calendar/*.yaml
//   PUBLISHED/SITE/HASH/frame.json
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/base/result.h"
#include "core/site/site.h"

namespace core {

// What the handler's pages must know of the public pages around them.
struct PublishedFrame {
  std::map<std::string, std::string> assets;  // "site.css" -> "site.3f9a1c22b0d4.css"
  bool large = true;                          // whether there is a large-type edition
};

std::string to_json(const PublishedFrame& frame);
// Fails with `corrupt`.
Result<PublishedFrame> published_frame_from_json(const std::string& json);

// One version as it is read back.
struct PublishedSite {
  LoadedSite loaded;
  PublishedFrame frame;
  std::string hash;
};

// Names a version: 32 hex digits over the names and bytes of every file that was read, and the
// frame.
std::string published_hash(const LoadedSite& loaded, const std::string& frame_json);

// The version in force. Fails with `not_found` if the site was never published, `corrupt` if
// `current` names no version; every message names the path and what to run.
Result<std::string> current_hash(const std::filesystem::path& published_root,
                                 const std::string& site);

// Reads the version in force with the same loader as the generator, and checks it against its hash:
// a version that was edited by hand is `corrupt`. Thread-safe.
Result<PublishedSite> load_published(const std::filesystem::path& published_root,
                                     const std::string& site);

// Writes a version, without putting it in force: what can fail (disk, permissions) fails here. What
// is there already is not written again. Value: its hash. One build at a time writes a site.
Result<std::string> store_version(const std::filesystem::path& published_root,
                                  const LoadedSite& loaded, const PublishedFrame& frame = {});

// Makes a stored version the one in force, in one step: a reader or a kill in between sees the
// version before. Versions beyond the newest `keep` are removed (cases keep their own texts).
Status put_in_force(const std::filesystem::path& published_root, const std::string& site,
                    const std::string& hash, std::size_t keep = 10);

}  // namespace core
