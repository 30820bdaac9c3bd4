// Loads shipped sites with the real loader and publishes them as the generator does.
#include "tests/support/published_site.h"

#include <unistd.h>

#include <stdexcept>

#include "core/base/files.h"
#include "core/site/published.h"

namespace tests {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  if (!core::write_file_atomically(path, text)) throw std::runtime_error("no " + path.string());
}

}  // namespace

PublishedSites::PublishedSites(const fs::path& source_dir, const std::vector<std::string>& ids)
    : source_(source_dir) {
  for (const std::string& id : ids) publish(source_ / "content" / "sites" / id);
}

void PublishedSites::republish(const std::string& id, const std::string& file,
                               const std::string& from, const std::string& to) {
  const fs::path copy = root_ / ".edited" / id;
  fs::remove_all(copy.parent_path());
  fs::create_directories(copy.parent_path());
  fs::copy(source_ / "content" / "sites" / id, copy, fs::copy_options::recursive);
  std::string text = core::read_file(copy / file).value();
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error(file + " does not say " + from);
  text.replace(at, from.size(), to);
  write(copy / file, text);
  publish(copy);
}

void PublishedSites::publish(const fs::path& site_folder) const {
  core::Diagnostics diagnostics;
  const auto loaded = core::load_site(site_folder, source_ / "content" / "calendar", diagnostics);
  if (!loaded) throw std::runtime_error(diagnostics.text());
  const std::string frame = core::to_json(core::PublishedFrame());
  const std::string& id = loaded->site.identity.id;
  const std::string hash = core::published_hash(*loaded, frame);
  const fs::path version = root_ / id / hash;
  for (const auto& [name, text] : loaded->files)
    write(name.starts_with("calendar/") ? version / name : version / id / name, text);
  write(version / "frame.json", frame);
  write(root_ / id / "current", hash + "\n");
}

}  // namespace tests
