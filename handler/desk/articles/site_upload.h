// The files of an upload on their way into a draft: read, cleaned, named.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/site/folder_view.h"
#include "handler/desk/directory/form_fields.h"
#include "handler/desk/publishing/editing.h"

namespace handler::desk {

inline constexpr std::size_t kMostFilesOfDraft = 40;
inline constexpr std::size_t kMostBytesOfDraft = std::size_t{20} << 20U;

struct TakenUpload {
  core::FileChanges files;  // by path, with their cleaned bytes
  std::vector<FormMistake> mistakes;
  std::vector<std::string>
      already_there;  // a sentence for each file that names the one with its bytes
};

// Looks at the files of the request one after the other; blocks for some tenths of a second a file.
// A file that the site or the draft has already, byte for byte, is not taken once more. Fails if
// the upload or the store cannot be read; then nothing is taken.
core::Result<TakenUpload> take_upload(const Editing& editing);

}  // namespace handler::desk
