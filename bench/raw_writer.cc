// The baseline for the generator: writes the same files from memory, and syncs the file system once
// as the generator does.
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct File {
  fs::path path;  // below the folder
  std::string bytes;
};

std::vector<File> read_tree(const fs::path& folder) {
  std::vector<File> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files.push_back(
        {fs::relative(entry.path(), folder), std::string(std::istreambuf_iterator<char>(in), {})});
  }
  return files;
}

bool write_one(const fs::path& path, const std::string& bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return false;
  const bool whole =
      ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
  return ::close(file) == 0 && whole;
}

bool write_tree(const std::vector<File>& files, const fs::path& folder) {
  for (const File& file : files) {
    const fs::path path = folder / file.path;
    fs::create_directories(path.parent_path());
    if (!write_one(path, file.bytes)) return false;
  }
  const int root = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return root >= 0 && ::syncfs(root) == 0 && ::close(root) == 0;
}

}  // namespace

// bench_raw_writer FROM TO: prints the seconds of writing, without reading.
int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: bench_raw_writer FROM TO\n", stderr);
    return 64;
  }
  const std::vector<File> files = read_tree(argv[1]);
  const auto began = std::chrono::steady_clock::now();
  if (!write_tree(files, argv[2])) return 2;
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  std::printf("%.6f\n", took.count());
  return 0;
}
