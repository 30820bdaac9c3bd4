// Why the files of a form were not taken before they were read; each reason has a page.
#pragma once

namespace core {

enum class FilesRefused {
  too_large,  // together
  busy,       // others are sending files
  no_room,    // on the disk
  unknown,    // the form does not come from a page of ours, or the person never signed in here
};

}  // namespace core
