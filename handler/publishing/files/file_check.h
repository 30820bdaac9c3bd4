// Whether a picture or PDF may stand in public as it is.
#pragma once

#include <string>

#include "handler/files/cleaning.h"

namespace handler::publishing {

enum class FileVerdict {
  fit,
  unfit,        // of no type that is taken, with another ending, or cleaning would change it
  not_checked,  // the cleaning program or the scanner does not work now
};

// Cleans the file once more: a file that was cleaned stays as it is, byte for byte. Takes as long
// as files::clean(). Blocking; thread-safe.
FileVerdict check_site_file(const std::string& name, const std::string& bytes,
                            const files::Inspection& how);

}  // namespace handler::publishing
