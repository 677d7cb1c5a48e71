#include "core/base/csvfile.h"
#include "core/coding/codebookfile.h"

namespace antiphon {

namespace {

const QStringList& columns()
{
    static const QStringList names{
        QStringLiteral("facet"),   QStringLiteral("category"),   QStringLiteral("code"),
        QStringLiteral("key"),     QStringLiteral("definition"), QStringLiteral("include"),
        QStringLiteral("exclude"), QStringLiteral("examples"),   QStringLiteral("colour")};
    return names;
}

// The fields of a row by the names of their columns.
class NamedRow
{
public:
    NamedRow(const QStringList& header, const CsvRow& row) : m_header(header), m_row(row) {}
    QString operator()(const char* name) const
    {
        return m_row.fields.value(m_header.indexOf(QLatin1String(name)));
    }

private:
    const QStringList& m_header;
    const CsvRow& m_row;
};

Result<CodebookEntry> entryOf(const NamedRow& field, const QString& path, qint64 line)
{
    const auto facet = facetFromWord(field("facet").trimmed());
    if (!facet)
        return fail(Error{
            ErrorCode::InvalidValue, path, line,
            QStringLiteral("the facet is intent, action, attribute or free, not '%1'").arg(field("facet"))});
    CodebookEntry entry;
    entry.category = field("category").trimmed();
    entry.code.facet = *facet;
    entry.code.name = field("code").trimmed();
    entry.code.shortcut = field("key").trimmed();
    entry.code.definition = field("definition");
    entry.code.includes = field("include");
    entry.code.excludes = field("exclude");
    entry.code.examples = field("examples").split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    bool hasColour = false;
    const int colour = field("colour").toInt(&hasColour);
    entry.code.colour = hasColour ? colour : -1;
    return entry;
}

// A category is named where it is used first; its own entry goes before that one.
void addWithCategory(QList<CodebookEntry>& entries, const CodebookEntry& entry)
{
    const bool known = entry.category.isEmpty() ||
                       std::any_of(entries.begin(), entries.end(), [&](const CodebookEntry& other) {
                           return !other.code.codable && other.code.facet == entry.code.facet &&
                                  other.code.name == entry.category;
                       });
    if (!known) {
        CodebookEntry category;
        category.code.facet = entry.code.facet;
        category.code.name = entry.category;
        category.code.codable = false;
        category.code.colour = -1;
        entries << category;
    }
    entries << entry;
}

} // namespace

Result<void> finishCodebook(QList<CodebookEntry>& entries, const QString& subject)
{
    std::map<Facet, int> places;
    QSet<QString> names;
    for (CodebookEntry& entry : entries) {
        if (entry.code.name.isEmpty())
            return fail(ErrorCode::InvalidValue, subject, QStringLiteral("a code has no name"));
        const QString name = QStringLiteral("%1:%2").arg(facetWord(entry.code.facet), entry.code.name);
        if (names.contains(name))
            return fail(ErrorCode::AlreadyExists, name);
        names.insert(name);
        entry.code.position = places[entry.code.facet]++;
        if (entry.code.colour < 0)
            entry.code.colour = entry.code.position;
        entry.code.colour %= codeColours;
    }
    return {};
}

Result<QList<CodebookEntry>> readCodebookCsv(const QString& path)
{
    ANTIPHON_TRY_ASSIGN(CsvReader reader, CsvReader::open(path));
    ANTIPHON_TRY_ASSIGN(const auto first, reader.next());
    QStringList header = first ? first->fields : QStringList();
    for (QString& name : header)
        name = name.trimmed() == QLatin1String("name") ? QStringLiteral("code") : name.trimmed();
    for (const char* needed : {"facet", "code"}) {
        if (!header.contains(QLatin1String(needed)))
            return fail(Error{ErrorCode::MissingColumn, path, 1, QLatin1String(needed)});
    }
    QList<CodebookEntry> entries;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const auto row, reader.next());
        if (!row)
            break;
        ANTIPHON_TRY_ASSIGN(const CodebookEntry entry, entryOf(NamedRow(header, *row), path, row->line));
        addWithCategory(entries, entry);
    }
    ANTIPHON_TRY(finishCodebook(entries, path));
    return entries;
}

QByteArray codebookCsv(const QList<Code>& codes)
{
    QHash<CodeId, QString> names;
    for (const Code& code : codes)
        names.insert(code.id, code.name);
    QByteArray csv = csvLine(columns());
    for (const Code& code : codes) {
        if (!code.codable)
            continue;
        csv += csvLine({facetWord(code.facet), names.value(code.parent), code.name, code.shortcut,
                        code.definition, code.includes, code.excludes, code.examples.join(QLatin1Char('\n')),
                        QString::number(code.colour)});
    }
    return csv;
}

} // namespace antiphon
