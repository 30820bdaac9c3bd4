// The published policy: what the generator wrote beside the public pages and the handler enforces.
// One folder per version, and a file `current` that names the one in force:
//   PUBLISHED/SITE/current             HASH and a newline
//   PUBLISHED/SITE/HASH/site           the pack of this name: the files below and their trees
//   PUBLISHED/SITE/HASH/ready          the pack of texts and templates for its answered pages
//   PUBLISHED/SITE/HASH/SITE/*.yaml    the site's own files, byte for byte: what another version of
//   PUBLISHED/SITE/HASH/calendar/*.yaml  the programs reads, and people
//   PUBLISHED/_shared/READY            each `ready`, one file under many names (hard links)
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/base/pack.h"
#include "core/base/result.h"
#include "core/site/site_loader.h"

namespace core {

// What the handler's pages must know of the public pages around them.
struct PublishedFrame {
  std::map<std::string, std::string> assets;  // "site.css" -> "site.3f9a1c22b0d4.css"
  bool large = true;                          // whether there is a large-type edition
  std::string program;                        // the version that made it
  std::string ready;                          // name of the pack `ready`; "": there is none
};

// One version as it is read back.
struct PublishedSite {
  LoadedSite loaded;
  PublishedFrame frame;
  std::string hash;
  std::filesystem::path folder;
};

// How much of a version is looked at: what is used, or each byte of it, also the files that only
// another version of the programs reads.
enum class Look { quick, whole };

// The version in force. Fails with `not_found` if the site was never published, `corrupt` if
// `current` names no version; every message names the path and what to run.
Result<std::string> current_hash(const std::filesystem::path& published_root,
                                 const std::string& site);

// Reads the version in force with the same loader as the generator, and checks it against its hash:
// a version that was edited by hand is `corrupt`. One that another version of the programs made is
// read from its YAML files. Thread-safe.
Result<PublishedSite> load_published(const std::filesystem::path& published_root,
                                     const std::string& site, Look look = Look::whole);

// The texts and templates that go with a version.
Result<Pack> open_ready(const PublishedSite& site);

// Writes a version, without putting it in force: what can fail (disk, permissions) fails here. What
// is there already is not written again. `ready` is a packed set of texts and templates, or empty.
// Value: its hash. One build at a time writes a site.
Result<std::string> store_version(const std::filesystem::path& published_root,
                                  const LoadedSite& loaded, PublishedFrame frame,
                                  const std::string& ready);

// Makes a stored version the one in force, in one step: a reader or a kill in between sees the
// version before. Versions beyond the newest `keep` are removed (cases keep their own texts).
Status put_in_force(const std::filesystem::path& published_root, const std::string& site,
                    const std::string& hash, std::size_t keep = 10);

// What belongs to all sites. Its name can be no site's.
std::filesystem::path shared_folder(const std::filesystem::path& published_root);

// Removes the shared sets that no version of any site uses any more.
void prune_shared(const std::filesystem::path& published_root);

}  // namespace core
