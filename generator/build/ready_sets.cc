// Packs the texts and loaded templates for the handler.
#include "generator/build/ready_sets.h"

#include "core/base/files.h"
#include "core/base/pack.h"
#include "core/page/failure_pages.h"
#include "core/site/published.h"

namespace generator {

const std::string& ReadySets::get(const std::shared_ptr<const core::TemplateSet>& templates,
                                  const core::Texts& texts) {
  std::string& packed = packed_[templates];
  if (packed.empty()) {
    core::Pieces pieces = templates->ready_pieces();
    pieces["texts"] = texts.bytes();
    packed = core::packed(pieces);
  }
  return packed;
}

core::Status write_failure_pages(const std::filesystem::path& published,
                                 const core::TemplateSet& templates) {
  const std::filesystem::path folder = core::shared_folder(published);
  if (core::Status made = core::make_folders(folder); !made) return made;
  for (const auto& [file, page] : core::failure_pages(templates)) {
    const core::Result<bool> written = core::write_file_if_changed(folder / file, page);
    if (!written) return written.failure();
  }
  return core::success();
}

}  // namespace generator
