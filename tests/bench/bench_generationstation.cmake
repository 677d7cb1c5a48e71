if(TARGET antiphon_ui_generation)
    antiphon_add_bench(bench_generationstation
        SOURCES bench_generationstation.cpp stopwatch.h "${CMAKE_SOURCE_DIR}/tests/core/generation/generationproject.cpp"
            "${CMAKE_SOURCE_DIR}/tests/core/generation/generationproject.h"
            "${CMAKE_SOURCE_DIR}/tests/core/generation/randomplans.cpp"
            "${CMAKE_SOURCE_DIR}/tests/core/generation/randomplans.h"
        LINKS antiphon_ui_generation Qt6::Test)
endif()
