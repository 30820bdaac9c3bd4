// The name under which a browser saves a file: whatever was sent, it can mean nothing else.
#include "handler/view/file_answer.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "handler/web/response.h"

namespace handler::view {
namespace {

TEST(FileAnswer, NamesPicturesInlineAndOtherFilesAsAttachments) {
  EXPECT_EQ(content_disposition("jpeg", "IMG_1.JPG"),
            "inline; filename=\"IMG_1.JPG\"; filename*=UTF-8''IMG_1.JPG");
  EXPECT_EQ(content_disposition("webp", "a.webp"),
            "inline; filename=\"a.webp\"; filename*=UTF-8''a.webp");
  EXPECT_EQ(content_disposition("pdf", "合同.pdf"),
            "attachment; filename=\"_.pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C.pdf");
  EXPECT_EQ(content_disposition("pdf", ""),
            "attachment; filename=\"file.pdf\"; filename*=UTF-8''file.pdf");
}

TEST(FileAnswer, EndsTheNameAsItsTypeDoes) {
  EXPECT_EQ(content_disposition("png", "page.html"),
            "inline; filename=\"page.html.png\"; filename*=UTF-8''page.html.png");
  EXPECT_EQ(content_disposition("jpeg", "a.png"),
            "inline; filename=\"a.png.jpg\"; filename*=UTF-8''a.png.jpg");
  const std::string long_name = content_disposition("pdf", std::string(300, 'x') + ".pdf");
  EXPECT_LT(long_name.size(), 240U);
  EXPECT_TRUE(long_name.ends_with(".pdf"));
}

// A header has one line and quotes that end where they should.
TEST(FileAnswer, LetsNoNameLeaveItsQuotes) {
  for (const char* name : {"a\";b.pdf", "a\r\nSet-Cookie: x.pdf", "a\\.pdf", "a\t\x7F.pdf",
                           "a%22.pdf", "a\xE2\x80\xAE.pdf"}) {
    const std::string value = content_disposition("pdf", name);
    web::Response response;
    response.set_header("Content-Disposition", value);
    EXPECT_EQ(response.header("Content-Disposition"), value);
    EXPECT_EQ(value.find('\\'), std::string::npos) << value;
    EXPECT_EQ(std::count(value.begin(), value.end(), '"'), 2) << value;
  }
}

}  // namespace
}  // namespace handler::view
