// A table that an editor sends as a file instead of pasting it.
#pragma once

#include <string>

#include "handler/desk/visit.h"

namespace handler::desk {

// The field of the form whose file it is.
inline constexpr std::string_view kTableFile = "table_file";

// The table of a form: pasted, or in a file.
struct SentTable {
  std::string table;  // without control characters
  std::string
      mistake;  // a sentence below desk.publishing.windows_paste.file; "": the table is there
};

// Takes UTF-8 with or without a byte order mark; spreadsheets call it "CSV UTF-8". The confirmation
// sends the table along in a form without files, so a file is too large if it would not fit there.
SentTable sent_table(const Visit& visit);

}  // namespace handler::desk
