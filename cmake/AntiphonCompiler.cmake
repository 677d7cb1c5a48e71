# Language level and warnings, each with its reason, for every target of the project.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(ANTIPHON_WERROR "Treat warnings as errors" ON)
option(ANTIPHON_FUZZ "Build the fuzzed readers; needs clang" OFF)
set(ANTIPHON_SANITIZE "" CACHE STRING "Sanitizers to build with: address,undefined or thread")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Precompiled headers are cached only with these two kinds of sloppiness.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_NOHASHDIR=1 CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${CCACHE_PROGRAM})
endif()

add_library(antiphon_compiler INTERFACE)
target_include_directories(antiphon_compiler INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(antiphon_compiler INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII # every conversion of bytes to text names its encoding
    QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT # a signal's value arrives whole
    QT_NO_FOREACH QT_NO_KEYWORDS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    ANTIPHON_VERSION="${PROJECT_VERSION}")
target_compile_options(antiphon_compiler INTERFACE
    -Wall -Wextra -Wpedantic
    -Wshadow # a hidden member is read by mistake
    -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
    -Wdouble-promotion -Wextra-semi)
if(ANTIPHON_WERROR)
    target_compile_options(antiphon_compiler INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 reports these inside its own headers when inlining at -O2 and -O3.
    target_compile_options(antiphon_compiler INTERFACE
        -Wno-error=maybe-uninitialized -Wno-error=restrict -Wno-error=array-bounds -Wno-error=stringop-overflow
        -Wno-error=stringop-overread -Wno-error=free-nonheap-object -Wno-error=dangling-pointer)
endif()
if(ANTIPHON_SANITIZE)
    target_compile_options(antiphon_compiler INTERFACE
        -fsanitize=${ANTIPHON_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(antiphon_compiler INTERFACE -fsanitize=${ANTIPHON_SANITIZE})
endif()

# The linker that Debian's lld brings links a test program several times faster than the default one.
find_program(LLD_PROGRAM ld.lld)
if(LLD_PROGRAM)
    add_link_options(-fuse-ld=lld)
endif()
