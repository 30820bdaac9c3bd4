// Loads shipped sites with the real loader, and publishes them like the generator.
#include "tests/support/published_site.h"

#include <unistd.h>

#include <stdexcept>

#include "core/base/files.h"
#include "core/page/page_template.h"
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

void PublishedSites::republish_as(const std::string& program, const std::string& id) {
  program_ = program;
  publish(source_ / "content" / "sites" / id);
}

core::LoadedSite PublishedSites::load(const fs::path& site_folder) const {
  core::Diagnostics diagnostics;
  auto loaded = core::load_site(site_folder, source_ / "content" / "calendar", diagnostics);
  if (!loaded) throw std::runtime_error(diagnostics.text());
  return std::move(*loaded);
}

void PublishedSites::publish(const fs::path& site_folder) const {
  const core::LoadedSite loaded = load(site_folder);
  core::PublishedFrame frame;
  frame.program = program_;
  frame.search = true;
  const auto hash = core::store_version(root_.path(), loaded, frame, ready_set(loaded.site));
  if (!hash || !core::put_in_force(root_.path(), loaded.site.identity.id, *hash))
    throw std::runtime_error("cannot publish " + site_folder.string());
}

std::string PublishedSites::ready_set(const core::Site& site) const {
  core::Diagnostics diagnostics;
  const fs::path templates = source_ / "site_templates";
  const core::Texts texts =
      core::load_texts(templates / "text" / "zh-CN", diagnostics).with(site.texts);
  const auto set = core::TemplateSet::load(templates, texts, diagnostics);
  if (set == nullptr) throw std::runtime_error(diagnostics.text());
  core::Pieces pieces = set->ready_pieces();
  pieces.merge(texts.pieces());
  return core::packed(pieces);
}

}  // namespace tests
