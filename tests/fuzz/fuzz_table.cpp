// Tables of tracks: the first byte chooses the format, the rest is the file, plain or packed.
#include "core/catalogue/rowmapper.h"
#include "core/catalogue/tablereader.h"
#include "tests/fuzz/fuzzfile.h"

using namespace antiphon;

namespace {

constexpr const char* suffixes[] = {".tsv", ".csv", ".jsonl", "", ".tsv.gz", ".csv.zst"};

// A map that uses every column: the first as id, the others as labels and numbers in turn.
CatalogueMap mapOf(const QStringList& columns)
{
    CatalogueMap map;
    map.id = columns.value(0);
    map.title = columns.value(1);
    for (int i = 1; i < columns.size(); ++i) {
        AttributeMap attribute;
        attribute.type = QStringLiteral("type %1").arg(i);
        attribute.column = columns[i];
        attribute.split = i % 3 == 0 ? QString() : QStringLiteral(",");
        attribute.missing << QStringLiteral("0");
        if (i % 2 == 0) {
            attribute.kind = AttributeKind::Number;
            attribute.bins = presetBins(QStringLiteral("decade")).value();
        }
        map.attributes << attribute;
    }
    return map;
}

void readAll(const QString& path)
{
    auto reader = TableReader::open(path);
    if (!reader)
        return;
    RowMapper mapper(mapOf(reader->columns()));
    if (!reader->select(mapper.columns()))
        return;
    TableRow row;
    QByteArray json;
    for (int rows = 0; rows < 10'000; ++rows) {
        const auto found = reader->next(row);
        if (!found || !*found)
            return;
        if (row.fault.isEmpty() && mapper.take(row.cells).isEmpty())
            appendJson(json, mapper.row().packed, mapper.dictionary());
        json.resize(0);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const char* suffix = suffixes[data[0] % std::size(suffixes)];
    const QString path = fuzz::fileOf(fuzz::bytesOf(data + 1, size - 1), QString::fromLatin1(suffix));
    readAll(path);
    if (const auto preview = previewTable(path, 30))
        static_cast<void>(guessCatalogueMap(*preview));
    return 0;
}
