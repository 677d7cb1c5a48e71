if(TARGET antiphon_ui_cascade)
    antiphon_add_bench(bench_cascadestation
        SOURCES bench_cascadestation.cpp stopwatch.h
        LINKS antiphon_ui_cascade antiphon_catalogue_file Qt6::Test)
endif()
