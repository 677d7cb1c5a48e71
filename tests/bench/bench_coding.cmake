antiphon_add_bench(bench_coding SOURCES bench_coding.cpp LINKS antiphon_coding)
antiphon_add_bench(bench_suggest
    SOURCES
        "${CMAKE_SOURCE_DIR}/tests/core/coding/musictalk.cpp"
        "${CMAKE_SOURCE_DIR}/tests/core/coding/musictalk.h"
        bench_suggest.cpp
    LINKS antiphon_coding)
