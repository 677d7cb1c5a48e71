#include "core/catalogue/cataloguemap.h"

namespace antiphon {

namespace {

QString normalised(const QString& column)
{
    QString name;
    const auto letters = column.toLower();
    for (const QChar letter : letters)
        name += letter.isLetterOrNumber() ? letter : QLatin1Char(' ');
    return name.simplified();
}

// The first column whose name is one of `names`, best name first.
QString columnNamed(const QStringList& columns, std::initializer_list<const char*> names)
{
    for (const char* name : names)
        for (const QString& column : columns)
            if (normalised(column) == QLatin1String(name))
                return column;
    return {};
}

struct KnownType
{
    const char* word; // in the column's name
    const char* type;
};
constexpr KnownType knownTypes[] = {
    {"genre", "genre"},
    {"terms", "genre"},
    {"mood", "mood"},
    {"theme", "theme"},
    {"instrument", "instrument"},
    {"vocal", "vocal"},
    {"tempo", "tempo"},
    {"year", "year"},
    {"culture", "culture"},
    {"popularity", "popularity"},
    {"decade", "decade"},
    {"language", "language"},
    {"key", "key"},
};

QString typeOf(const QString& column)
{
    const QStringList words = normalised(column).split(QLatin1Char(' '));
    for (const KnownType& known : knownTypes)
        if (words.contains(QLatin1String(known.word)) ||
            words.contains(QLatin1String(known.word) + QLatin1Char('s')))
            return QLatin1String(known.type);
    return {};
}

QStringList cellsOf(const TablePreview& preview, qsizetype column)
{
    QStringList cells;
    for (const QStringList& row : preview.rows)
        if (column < row.size() && !row[column].trimmed().isEmpty())
            cells << row[column].trimmed();
    return cells;
}

bool isNumber(const QString& cell)
{
    bool done = false;
    cell.toDouble(&done);
    return done;
}

// Years and tempi are numbers although some cells are none: such rows are to be seen as refused.
bool areNumbers(const QStringList& cells, const QString& type)
{
    const auto numbers = std::count_if(cells.begin(), cells.end(), isNumber);
    const bool canHaveFaults = type == QLatin1String("year") || type == QLatin1String("tempo");
    return numbers > 0 && (numbers == cells.size() || (canHaveFaults && numbers * 4 >= cells.size() * 3));
}

QString separatorOf(const QStringList& cells)
{
    for (const char mark : {'|', ';', ','})
        for (const QString& cell : cells)
            if (cell.contains(QLatin1Char(mark)))
                return QString(QLatin1Char(mark));
    return {};
}

AttributeMap guessAttribute(const TablePreview& preview, qsizetype column, const QString& type)
{
    AttributeMap attribute;
    attribute.type = type;
    attribute.column = preview.columns[column];
    const QStringList cells = cellsOf(preview, column);
    if (areNumbers(cells, type)) {
        attribute.kind = AttributeKind::Number;
        if (type == QLatin1String("year") || type == QLatin1String("tempo"))
            attribute.missing << QStringLiteral("0");
        if (type == QLatin1String("tempo"))
            attribute.bins = presetBins(type).value();
    } else if (preview.format != TableSyntax::JsonLines) {
        attribute.split = separatorOf(cells);
    }
    return attribute;
}

} // namespace

CatalogueMap guessCatalogueMap(const TablePreview& preview)
{
    CatalogueMap map;
    map.id = columnNamed(preview.columns, {"track id", "song id", "id", "trackid", "msd track id"});
    map.title = columnNamed(preview.columns, {"title", "track title", "song title", "track name", "name"});
    map.artist = columnNamed(preview.columns, {"artist name", "artist", "artists", "artist id"});
    map.album = columnNamed(preview.columns, {"album", "release name", "release", "album name", "album id"});
    QStringList taken;
    for (qsizetype column = 0; column < preview.columns.size(); ++column) {
        const QString name = preview.columns[column];
        const QString type = typeOf(name);
        const bool isUsed = name == map.id || name == map.title || name == map.artist || name == map.album;
        if (type.isEmpty() || isUsed || taken.contains(type))
            continue;
        taken << type;
        map.attributes << guessAttribute(preview, column, type);
    }
    return map;
}

} // namespace antiphon
