// Boundaries, heads of parts, and names of files as browsers of all kinds send them.
#include "handler/web/multipart_headers.h"

#include <gtest/gtest.h>

#include <string>

namespace handler::web {
namespace {

std::string boundary(std::string_view content_type) {
  return multipart_boundary(content_type).value_or("none");
}

TEST(MultipartBoundary, IsReadFromTheContentType) {
  EXPECT_EQ(boundary("multipart/form-data; boundary=----WebKitFormBoundaryX7"),
            "----WebKitFormBoundaryX7");
  EXPECT_EQ(boundary("Multipart/Form-Data;charset=utf-8;Boundary=\"a b:c\""), "a b:c");
  EXPECT_EQ(boundary("multipart/form-data; boundary=x; charset=UTF-8"), "x");
  EXPECT_EQ(boundary("multipart/form-data; boundary=x;"), "x");
  EXPECT_EQ(boundary("multipart/form-data; boundary=" + std::string(70, 'a')),
            std::string(70, 'a'));
}

TEST(MultipartBoundary, IsRefusedIfItIsNone) {
  for (const std::string& type : std::initializer_list<std::string>{
           "", "multipart/mixed; boundary=x", "application/x-www-form-urlencoded; boundary=x",
           "multipart/form-data",
           "multipart/form-data; boundary=", "multipart/form-data boundary=x",
           "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=\"x",
           "multipart/form-data; boundary=\"x \"", "multipart/form-data; boundary=x y",
           "multipart/form-data; boundary=x; boundary=y", "multipart/form-data; boundary=a\r\nb",
           "multipart/form-data; boundary=a*b", "multipart/form-data; boundary=办",
           "multipart/form-data; boundary=" + std::string(71, 'a')}) {
    EXPECT_EQ(boundary(type), "none") << type;
  }
}

// The name and the name of the file in the head of a part, or "none".
std::string head(const std::string& parameters, const std::string& more = "") {
  const auto part = read_part_head("Content-Disposition: form-data" + parameters + more);
  if (!part) return "none";
  return part->filename ? part->name + "<" + *part->filename + ">" : part->name;
}

TEST(PartHead, TellsFilesFromTexts) {
  EXPECT_EQ(head("; name=\"a\""), "a");
  EXPECT_EQ(head(";name=a;filename=b"), "a<b>");
  EXPECT_EQ(head("; name=\"a\"; filename=\"\""), "a<>");
  EXPECT_EQ(head("; NAME=\"a\"; FileName=\"b\"", "\r\ncontent-type: image/png\r\nX-More: 1"),
            "a<b>");
  EXPECT_EQ(head("; name=\"\""), "");
  EXPECT_EQ(head("; name=\"a\"; filename*=UTF-8''b"), "a") << "RFC 7578, 4.2";
  EXPECT_EQ(head("; name=\"a\"; filename=\"c\"; filename*=UTF-8''%E5%8A%9E"), "a<c>");
  EXPECT_EQ(head("; name=\"a\"", "\r\nContent-Transfer-Encoding: 8BIT"), "a");
}

TEST(PartHead, UnderstandsQuotesAsBrowsersWriteThem) {
  EXPECT_EQ(head("; name=\"a%22b%0D%0Ac\""), "a\"b\r\nc");
  EXPECT_EQ(head("; name=\"100%\""), "100%");
  EXPECT_EQ(head("; name=\"%2\""), "%2");
  EXPECT_EQ(head("; name=\"%41\""), "%41") << "nothing else is decoded";
  EXPECT_EQ(head(R"(; name="a"; filename="say %22hi%22.jpg")"), "a<say \"hi\".jpg>");
  EXPECT_EQ(head(R"(; name="a"; filename="say \"hi\".jpg")"), "a<say \"hi\".jpg>") << "curl";
  EXPECT_EQ(head(R"(; name="a"; filename="x\")"), "a<>") << "the path ends in its separator";
  EXPECT_EQ(head(R"(; name="a;b"; filename="c; d=e")"), "a;b<c; d=e>");
}

TEST(PartHead, IsRefusedIfItIsAmbiguous) {
  for (const char* parameters :
       {"", ";", "; filename=\"b\"", "; name", "; name=\"a", "; name=\"a\"b", "; name=a b",
        "; name=\"a\"; name=\"b\"", "; name=\"a\"; filename=\"b\"; FILENAME=\"c\"", " name=\"a\"",
        "; =\"a\"", "; name=\"\xc4\xe3\""}) {
    EXPECT_EQ(head(parameters), "none") << parameters;
  }
  EXPECT_EQ(head("; name=\"a\"", "\r\nContent-Transfer-Encoding: base64"), "none");
  EXPECT_EQ(head("; name=\"a\"", "\r\nno colon"), "none");
  EXPECT_EQ(head("; name=\"a\"", "\r\nblank : x"), "none");
  EXPECT_FALSE(read_part_head("").has_value());
  EXPECT_FALSE(read_part_head("Content-Type: a/b").has_value());
}

TEST(FileName, IsTheLastComponentOfAPath) {
  EXPECT_EQ(file_name("C:\\Users\\王芳\\照片.jpg"), "照片.jpg");
  EXPECT_EQ(file_name("../../etc/passwd"), "passwd");
  EXPECT_EQ(file_name("a/b\\c.png"), "c.png");
  EXPECT_EQ(file_name("folder/"), "");
  EXPECT_EQ(file_name("  a b.jpg　"), "a b.jpg");
}

TEST(FileName, HasNothingThatHidesWhatItIs) {
  EXPECT_EQ(file_name("a\r\nb\t\x7f"
                      "c\xc2\x85"
                      "d.jpg"),
            "abcd.jpg");
  EXPECT_EQ(file_name("photo\u202Egpj.exe"), "photogpj.exe");
  EXPECT_EQ(file_name("a\u200B\u200D\u2066\u2069\uFEFF\u061C\u00AD"
                      "b"),
            "ab");
  EXPECT_EQ(file_name("a\xff"
                      "b"),
            "ab");
  EXPECT_EQ(file_name("<b>\"'&.png"), "<b>\"'&.png") << "templates escape it";
}

TEST(FileName, IsCutBetweenCharacters) {
  std::string name;
  for (int i = 0; i < 50; ++i) name += "办";
  EXPECT_EQ(file_name(name), name.substr(0, 120));
  EXPECT_EQ(file_name("a" + name), "a" + name.substr(0, 117));
  EXPECT_EQ(file_name(std::string(120, 'a')), std::string(120, 'a'));
}

}  // namespace
}  // namespace handler::web
