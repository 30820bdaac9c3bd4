// The published policy: written by the generator beside the public pages, enforced by the handler.
// One folder per version, and a file `current` that names the version in force:
//   PUBLISHED/SITE/current               HASH and a newline
//   PUBLISHED/SITE/inputs                what the build read (build_record.h)
//   PUBLISHED/SITE/HASH/site             the pack of this name: the files below, trees, windows
//   PUBLISHED/SITE/HASH/ready            the pack of texts and templates for the handler's pages
//   PUBLISHED/SITE/HASH/SITE/*.yaml      the site's own files, byte for byte,
//   PUBLISHED/SITE/HASH/calendar/*.yaml  for people and for other versions of the programs
//   PUBLISHED/_shared/READY              each `ready`, one file with many names (hard links)
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/pack.h"
#include "core/base/result.h"
#include "core/site/site_loader.h"

namespace core {

// What the handler's pages need to know about the public pages.
struct PublishedFrame {
  std::map<std::string, std::string> assets;  // "site.css" -> "site.3f9a1c22b0d4.css"
  bool large = true;                          // whether there is a large-type edition
  bool search = false;                        // whether there is a page that searches the site
  std::string program;                        // the version that made it
  std::string ready;                          // name of the pack `ready`; "": there is none
  std::string origin;                         // of the base URL; "": it was not declared
  std::string base_path = "/";                // of the base URL: where the public pages are
};

// One published version, read back.
struct PublishedSite {
  LoadedSite loaded;
  PublishedFrame frame;
  std::string hash;
  std::filesystem::path folder;
};

// How much of a version to read: only what is used, or every byte, including the files that only
// other versions of the programs read.
enum class Look { quick, whole };

// The hash of the version in force. Fails with `not_found` if the site was never published, with
// `corrupt` if `current` does not name a version. Every message names the path and the command to
// run.
Result<std::string> current_hash(const std::filesystem::path& published_root,
                                 const std::string& site);

// Reads the version in force with the generator's loader, and checks it against its hash: a version
// that was edited by hand is `corrupt`. A version made by another build of the programs is read
// from its YAML files. Thread-safe.
Result<PublishedSite> load_published(const std::filesystem::path& published_root,
                                     const std::string& site, Look look = Look::whole);

// A version in the folder, in force or not.
struct VersionFolder {
  std::filesystem::file_time_type written;
  std::string hash;
};
// All versions of the site that are still there but the one in force, oldest first. A folder that
// cannot be read counts as empty.
std::vector<VersionFolder> earlier_versions(const std::filesystem::path& published_root,
                                            const std::string& site);

// Reads one of them as load_published() reads the version in force.
Result<PublishedSite> load_version(const std::filesystem::path& published_root,
                                   const std::string& site, const std::string& hash,
                                   Look look = Look::quick);

// The texts and templates of a version.
Result<Pack> open_ready(const PublishedSite& site);

// Writes a version without putting it in force. All that can fail (disk, permissions) fails here.
// Does not write again what already exists. `ready` is a packed set of texts and templates, or
// empty. Returns the hash. Only one build at a time may write a site.
Result<std::string> store_version(const std::filesystem::path& published_root,
                                  const LoadedSite& loaded, PublishedFrame frame,
                                  const std::string& ready);

// Puts a stored version in force in one step: a reader, or a kill in between, sees the old version.
// Removes all versions but the newest `keep` (cases keep their own texts).
Status put_in_force(const std::filesystem::path& published_root, const std::string& site,
                    const std::string& hash, std::size_t keep = 10);

// The folder for what all sites share. No site can have its name.
std::filesystem::path shared_folder(const std::filesystem::path& published_root);

// Removes shared sets that no version of any site uses any more, and what killed builds left there.
// Hold a PublishingLock since before the first store_version().
void prune_shared(const std::filesystem::path& published_root);

}  // namespace core
