// Forms with files as a request carries them.
#pragma once

#include <memory>
#include <stdexcept>
#include <vector>

#include "handler/web/upload.h"
#include "tests/support/multipart_body.h"
#include "tests/support/temporary_folder.h"

namespace handler::testing {

inline std::shared_ptr<const web::Upload> upload_of(const std::vector<tests::FormPart>& parts) {
  const tests::TemporaryFolder folder;
  core::Result<web::UploadSpool> spool = web::UploadSpool::make(folder.path(), tests::kBoundary);
  if (!spool || !spool->append(tests::multipart_body(parts)).ok())
    throw std::runtime_error("no upload");
  core::Result<std::shared_ptr<const web::Upload>> upload = spool->finish();
  if (!upload) throw std::runtime_error(upload.failure().message);
  return *upload;
}

// Makes the request a form with files.
inline void set_upload(web::Request& request, const std::vector<tests::FormPart>& parts) {
  request.headers["content-type"] = tests::content_type_of_files();
  request.body.clear();
  request.upload = upload_of(parts);
}

}  // namespace handler::testing
