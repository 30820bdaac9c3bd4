// Puts a staged site into its folder file by file, for a folder that cannot be exchanged as a
// whole.
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace generator {

// Moves each file of `stage` over the one in `folder`, removes files of the last build that the
// stage lacks, and ends with the stage's manifest. A reader may see pages of both builds for a
// moment, and never a page that is half written. If it is killed, the manifest names all files of
// both builds, so that the next build knows them as its own. A container's layered file system
// (overlayfs) needs this for a folder of a lower layer: renaming it fails with EXDEV.
core::Status replace_in_place(const std::filesystem::path& stage,
                              const std::filesystem::path& folder);

}  // namespace generator
