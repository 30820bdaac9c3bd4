// The files of a form, on their way from the request to the store: each is inspected and cleaned in
// a process of its own, and sealed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "handler/cases/actions/plan_action.h"
#include "handler/casework/services.h"
#include "handler/files/cleaning.h"
#include "handler/store/cases/file_parts.h"
#include "handler/web/request.h"

namespace handler::view {

// The field of the forms whose files these are.
inline constexpr std::string_view kFilesField = "files";

// The files of a request by their sizes as sent, for a first planning before time is spent on
// looking at them. Their types are not known yet, and empty.
std::vector<cases::OfferedFile> files_as_sent(const web::Request& request);

// A file that is not kept, and why.
struct UnfitFile {
  std::string name;  // as it was sent; may be empty
  files::Unfit why = files::Unfit::type;
};

// What the files of a form became: those that can be kept, in both lists in the same order, and the
// others.
struct TakenFiles {
  std::vector<cases::OfferedFile> offered;
  std::vector<store::SealedFile> sealed;
  std::vector<UnfitFile> unfit;
};

// Looks at the files of a request one after the other; at most one is in memory. Blocks for some
// tenths of a second a file. Fails with `disk_full` before it looks at any if the files of the site
// have used up their room (health::Place::file_bytes) or the disk has too little left, and
// otherwise if the disk does or the upload cannot be read; then nothing is kept. Two requests at
// the same time may each take what is left, so the room is exceeded by a few files at most.
core::Result<TakenFiles> take_files(const Services& services, const std::string& site,
                                    const web::Request& request);

}  // namespace handler::view
