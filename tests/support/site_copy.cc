// Copies, edits and loads the small valid site.
#include "tests/support/site_copy.h"

#include <stdlib.h>

#include "core/base/check.h"
#include "core/base/files.h"
#include "core/site/publications_reader.h"

namespace tests {

namespace fs = std::filesystem;

SiteCopy::SiteCopy(const fs::path& source_dir) {
  const fs::path golden = source_dir / "tests" / "golden" / "site";
  for (const char* folder : {"yangli", "calendar"}) {
    fs::copy(golden / folder, root_ / folder, fs::copy_options::recursive);
  }
}

fs::path SiteCopy::path_of(const std::string& file) const {
  return file.starts_with("calendar/") ? root_ / file : root_ / "yangli" / file;
}

bool SiteCopy::edit(const std::string& file, const std::string& from, const std::string& to) const {
  std::string text = core::read_file(path_of(file)).value();
  const std::size_t at = text.find(from);
  if (at == std::string::npos) return false;
  write(file, text.replace(at, from.size(), to));
  return true;
}

void SiteCopy::write(const std::string& file, const std::string& text) const {
  fs::create_directories(path_of(file).parent_path());
  BANCHENG_CHECK(core::write_file_atomically(path_of(file), text).ok());
}

void SiteCopy::remove(const std::string& file) const {
  BANCHENG_CHECK(fs::remove(path_of(file)));
}

std::optional<core::LoadedSite> SiteCopy::load(core::Diagnostics& diagnostics) const {
  auto loaded = core::load_site(root_ / "yangli", root_ / "calendar", diagnostics);
  // A day on which no part of the copy is outdated.
  const core::Day today = *core::day_from_iso("2026-11-10");
  if (loaded && !core::read_publications(*loaded, today, diagnostics)) loaded.reset();
  return loaded;
}

std::string SiteCopy::complaints(core::Language language) const {
  core::Diagnostics diagnostics;
  load(diagnostics);
  std::string text = diagnostics.text(language);
  const std::string prefix = root().string() + "/";
  for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at)) {
    text.erase(at, prefix.size());
  }
  return text;
}

}  // namespace tests
