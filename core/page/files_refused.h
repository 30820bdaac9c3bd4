// Why the files of a form were not taken before the form was read; each reason has a page.
#pragma once

namespace core {

enum class FilesRefused {
  too_large,  // together
  busy,       // others are sending files
  no_room,    // on the disk
};

}  // namespace core
