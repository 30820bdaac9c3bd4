# Compiler flags for all our targets: language standard, warnings, hardening.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
# Most folders spend their time in libraries: with -O1 the generator is as fast as with -O3 (ratio 1.01 in one run) and
# compiles in half the time. Folders whose own loops take noticeable time call bancheng_optimize().
set(CMAKE_CXX_FLAGS_RELEASE "-O1 -DNDEBUG")

# ccache only caches files with a precompiled header if it is told to ignore these two differences. In depend mode, which
# uses the compiler's list of headers, it need not preprocess each file first.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_DEPEND=1 CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()

# With this much memory a compiler may use 1.4 GB, a tenth more than any needs; ninja runs up to two more of them than
# there are cores.
cmake_host_system_information(RESULT memory QUERY TOTAL_PHYSICAL_MEMORY)
cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)
math(EXPR enough "1400 * (${cores} + 2)")
if(memory GREATER enough)
  set(BANCHENG_MUCH_MEMORY ON)
endif()
# Collecting garbage takes an eighth of the compile time.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND BANCHENG_MUCH_MEMORY)
  set(keep_garbage --param=ggc-min-expand=200 --param=ggc-min-heapsize=400000)
endif()

add_library(bancheng_flags INTERFACE)
target_include_directories(bancheng_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(bancheng_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
  # g++ 12 warns about every designated initialiser that omits a member with a default.
  -Wno-missing-field-initializers
  # g++ 12 falsely reports overlapping copies in std::string concatenation (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  ${keep_garbage}
  -fstack-protector-strong
  # A section for each function: handler.cgi takes only what it uses, though an object holds many files of a library.
  -ffunction-sections -fdata-sections
  # Not CMAKE_POSITION_INDEPENDENT_CODE: libraries would get -fPIC and programs -fPIE, and could not share a
  # precompiled header.
  -fPIE)
target_compile_definitions(bancheng_flags INTERFACE _GLIBCXX_ASSERTIONS)
target_link_options(bancheng_flags INTERFACE -pie -Wl,-z,relro,-z,now)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_definitions(bancheng_flags INTERFACE _FORTIFY_SOURCE=2)
  target_compile_options(bancheng_flags INTERFACE -fcf-protection)
endif()
if(BANCHENG_WERROR)
  target_compile_options(bancheng_flags INTERFACE -Werror)
endif()
if(BANCHENG_FUZZ)
  target_compile_options(bancheng_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(BANCHENG_SANITIZE)
  # AddressSanitizer catches null pointers anyway, and x86 allows unaligned access; checking both before each access
  # would cost a sixth of the compile time.
  target_compile_options(bancheng_flags INTERFACE -fsanitize=address,undefined -fno-sanitize=null,alignment,object-size
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(bancheng_flags INTERFACE -fsanitize=address,undefined)
endif()
