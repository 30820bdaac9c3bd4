// Reads the headers of multipart/form-data: the boundary, and the head of each part (RFC 7578).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace handler::web {

// True for the type multipart/form-data, whatever its parameters are.
bool is_multipart(std::string_view content_type);

// The boundary that a Content-Type of multipart/form-data names: 1 to 70 of the characters that RFC
// 2046 (5.1.1) allows. nullopt for any other type, and if the boundary is missing, named twice or
// not such a text.
std::optional<std::string> multipart_boundary(std::string_view content_type);

struct PartHead {
  std::string name;                     // of the field; valid UTF-8
  std::optional<std::string> filename;  // of a file part: as file_name() gives it
};

// `head` is the lines of one part without the blank line that ends them; "\r\n" between them.
// nullopt if a line is malformed or not UTF-8, if Content-Disposition is missing, given twice or
// not that of a form, or if the bytes of the part are encoded (RFC 7578, 4.7, forbids it). What
// browsers write as %22, %0D and %0A is decoded; "filename*" is ignored (RFC 7578, 4.2).
std::optional<PartHead> read_part_head(std::string_view head);

// A name that can be shown, of the one that a browser sent: the last component of a path with '/'
// or '\', without control characters, direction marks and characters of no width, at most 120
// bytes, cut between characters. "" if nothing is left. It is a text to read, never a path to open.
std::string file_name(std::string_view sent);

}  // namespace handler::web
