#include "core/exchange/codebookxlsx.h"

#include "core/base/xlsxfile.h"
#include "core/coding/codetree.h"

namespace antiphon {

namespace {

XlsxSheet sheetOfCodes()
{
    struct Column
    {
        const char* heading;
        double width;
    };
    constexpr Column columns[] = {{"facet", 10},      {"category", 20}, {"code", 28},    {"key", 6},
                                  {"definition", 60}, {"include", 40},  {"exclude", 40}, {"examples", 60},
                                  {"colour", 8},      {"codable", 8}};
    XlsxSheet sheet{QStringLiteral("Codebook"), {}, {}, true};
    for (const Column& column : columns) {
        sheet.header << QLatin1String(column.heading);
        sheet.widths << column.width;
    }
    return sheet;
}

} // namespace

Result<QByteArray> codebookXlsx(const QList<Code>& codes)
{
    XlsxFile file;
    ANTIPHON_TRY(file.addSheet(sheetOfCodes()));
    for (const Code& code : codes) {
        const Code* parent = codeIn(codes, code.parent);
        ANTIPHON_TRY(
            file.addRow({facetWord(code.facet), parent ? parent->name : QString(), code.name, code.shortcut,
                         code.definition, code.includes, code.excludes, code.examples.join(QLatin1Char('\n')),
                         static_cast<double>(code.colour), code.codable ? 1.0 : 0.0}));
    }
    return file.finish();
}

} // namespace antiphon
