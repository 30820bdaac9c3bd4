// A form with files passes the same checks as any other.
#include "tests/handler/desk/counter_fixture.h"
#include "tests/handler/uploads.h"

namespace handler::desk::testing {
namespace {

class UploadForm : public CounterFixture {
 protected:
  // The counter's form with this CSRF token and a picture.
  web::Request intake(const std::string& csrf) const {
    std::vector<tests::FormPart> parts{{"csrf", csrf}, {"step", "check"}};
    for (const auto& [name, value] : walk_in()) parts.push_back({name, value});
    parts.push_back({"file", "\xff\xd8picture", "照片.jpg"});
    web::Request request = house.request("POST", "demo/intake", clerk);
    handler::testing::set_upload(request, parts);
    return request;
  }
  std::string csrf() { return web::csrf_token(house.services().desk_keys->session, clerk); }
};

TEST_F(UploadForm, IsReadLikeAnyOther) {
  const web::Response page = house.handle(intake(csrf()));
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(says(page, "请和反映人核对登记的内容"));
  EXPECT_TRUE(says(page, "带了合同原件"));
}

TEST_F(UploadForm, NeedsTheTokenOfItsSession) {
  for (const char* wrong : {"", "x"}) {
    const web::Response page = house.handle(intake(wrong));
    EXPECT_EQ(page.status, 403);
    EXPECT_TRUE(says(page, "带了合同原件")) << "what was typed is not lost";
  }
}

TEST_F(UploadForm, MustComeFromOurPages) {
  web::Request foreign = intake(csrf());
  foreign.headers["sec-fetch-site"] = "cross-site";
  EXPECT_EQ(house.handle(foreign).status, 403);
}

TEST_F(UploadForm, IsRefusedWhereNoFilesAreTaken) {
  web::Request request = house.request("POST", "demo/search", clerk);
  handler::testing::set_upload(request, {{"csrf", csrf()}});
  EXPECT_EQ(house.handle(request).status, 415);
}

}  // namespace
}  // namespace handler::desk::testing
