// The map by which a table becomes a catalogue: which column is what.
#pragma once

#include "core/base/result.h"
#include "core/catalogue/tablereader.h"
#include "core/catalogue/typefamily.h"

#include <QHash>
#include <QList>

namespace antiphon {

enum class AttributeKind { Label, Number };

// A class of numbers with a name: "slow" for [0, 90).
struct NumberBin
{
    QString name;
    std::optional<double> from; // included; nothing: no lower end
    std::optional<double> to;   // excluded; nothing: no upper end
    bool operator==(const NumberBin&) const = default;
};

struct AttributeMap
{
    QString type;   // "genre"
    QString column; // "GENRE"
    AttributeKind kind = AttributeKind::Label;
    QString split;                    // separates several labels in a cell; empty: one label a cell
    QStringList missing;              // cells that mean "not known", besides the empty one
    QList<NumberBin> bins;            // numbers only: names that are attribute values beside the number
    QHash<QString, QString> aliases;  // label in the file -> label in the catalogue
    std::optional<TypeFamily> family; // nothing: the one of its name, familyOfType()
    bool operator==(const AttributeMap&) const = default;
};

// Column names; empty where the table has no such column. Only `id` is needed.
struct CatalogueMap
{
    QString id;
    QString title;
    QString artist;
    QString album;
    QStringList missing; // cells of any attribute that mean "not known"
    QList<AttributeMap> attributes;
    bool operator==(const CatalogueMap&) const = default;
};

// Reads {"id": "TRACK_ID", "title": null, "missing": ["n/a"], "attributes": {"genre": {"column": "GENRE",
// "split": ",", "aliases": "genres.csv", "family": "content"}, "tempo": {"column": "BPM", "type": "number",
// "bins": "tempo"}, ...}}; `subject` names the file in errors, files of aliases lie in `folder`. Errors:
// WrongFormat (no JSON), InvalidValue (names the key), those of readAliases.
Result<CatalogueMap> catalogueMapFromJson(const QByteArray& json, const QString& subject,
                                          const QString& folder = {});
// Two columns of CSV: the label in the table, the label in the catalogue. A first row "from,to" is a header.
// Errors: those of readWholeFile; WrongFormat with the line of a row that has not two cells.
Result<QHash<QString, QString>> readAliases(const QString& path);
// The bins called "decade" (1900s to 2020s) or "tempo" (slow below 90, medium, fast from 120 beats a minute).
std::optional<QList<NumberBin>> presetBins(const QString& name);
// The families of a catalogue's types that its map gives or that their names tell.
QHash<QString, TypeFamily> familiesOf(const CatalogueMap& map);
// The same form, indented, for files and the project; presets and files of aliases are written out.
QByteArray catalogueMapJson(const CatalogueMap& map);
// The map, checked as one that was read from a file is. Errors: those of catalogueMapFromJson; InvalidValue
// for a type that two columns have.
Result<CatalogueMap> checkedMap(const CatalogueMap& map, const QString& subject);
// A map to begin with, guessed from the names of the columns and the cells of the preview. Attributes whose
// columns are not recognised are left out; `id` is empty when no column looks like one.
CatalogueMap guessCatalogueMap(const TablePreview& preview);

} // namespace antiphon
