// Files of dialogues: the first byte chooses the format.
#include "core/corpus/corpusreader.h"
#include "tests/fuzz/fuzzfile.h"

using namespace antiphon;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    constexpr CorpusFormat formats[] = {CorpusFormat::Cpcd, CorpusFormat::Lp, CorpusFormat::Chat,
                                        CorpusFormat::Csv, CorpusFormat::Native};
    const QString path = fuzz::fileOf(fuzz::bytesOf(data + 1, size - 1), QStringLiteral(".corpus"));
    static_cast<void>(guessFormat(path));
    auto reader = openCorpus(path, formats[data[0] % std::size(formats)]);
    if (!reader)
        return 0;
    for (int rows = 0; rows < 10'000; ++rows) {
        const auto record = (*reader)->next();
        if (record ? !record->has_value() : !isRowFault(record.error()))
            return 0;
    }
    return 0;
}
