#include "ui/cascade/recipe/rulefields.h"

#include "ui/theme/tokens.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>

namespace antiphon {

namespace {

void mark(QLineEdit& field, bool isWrong)
{
    QPalette palette = field.parentWidget()->palette();
    if (isWrong)
        palette.setColor(QPalette::Text, toneColour(Tone::Danger, palette));
    field.setPalette(palette);
}

void showTaxonomies(QComboBox& box, const RecipeDesk& desk)
{
    const QSignalBlocker quiet(&box);
    const QString named = desk.recipe().taxonomy.name;
    QStringList names = desk.taxonomyNames();
    if (!named.isEmpty() && !names.contains(named))
        names << named; // of another project, or not read yet
    box.clear();
    box.addItem(RecipeDesk::tr("none named"), QString());
    for (const QString& name : std::as_const(names))
        box.addItem(name, name);
    box.setCurrentIndex(std::max(0, box.findData(named)));
}

} // namespace

QString chancesText(const QList<WeightedName>& chances)
{
    QStringList parts;
    for (const WeightedName& each : chances)
        parts << QStringLiteral("%1 %2").arg(each.name, QString::number(100 * each.weight, 'g', 6));
    return parts.join(QStringLiteral(", "));
}

std::optional<QList<WeightedName>> chancesFromText(const QString& text)
{
    QList<WeightedName> chances;
    const QStringList parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        QString trimmed = part.trimmed();
        if (trimmed.endsWith(QLatin1Char('%')))
            trimmed = trimmed.chopped(1).trimmed();
        const qsizetype blank = trimmed.lastIndexOf(QLatin1Char(' '));
        bool isNumber = false;
        const double percent = QStringView(trimmed).mid(blank + 1).toDouble(&isNumber);
        const QString name = trimmed.left(std::max<qsizetype>(blank, 0)).trimmed();
        const bool isTwice = std::any_of(chances.cbegin(), chances.cend(),
                                         [&](const WeightedName& other) { return other.name == name; });
        if (!isNumber || name.isEmpty() || isTwice || !(percent >= 0.0 && percent <= 100.0))
            return std::nullopt;
        chances << WeightedName{name, percent / 100};
    }
    return chances;
}

QLineEdit* makeExcludesField(RecipeDesk& desk, QWidget* parent)
{
    auto* field = new QLineEdit(parent);
    field->setObjectName(QStringLiteral("excludes-of"));
    field->setPlaceholderText(RecipeDesk::tr("genre 20, mood 5"));
    field->setAccessibleName(RecipeDesk::tr("Excludes by type"));
    field->setToolTip(
        RecipeDesk::tr("Types with their own chance in percent, in place of the one above; what "
                       "can not be read turns red and is not taken"));
    const auto show = [&desk, field] {
        if (chancesFromText(field->text()) != std::optional(desk.recipe().excludesOf)) {
            field->setText(chancesText(desk.recipe().excludesOf));
            mark(*field, false);
        }
    };
    QObject::connect(&desk, &RecipeDesk::opened, field, show);
    QObject::connect(&desk, &RecipeDesk::edited, field, show);
    QObject::connect(field, &QLineEdit::textEdited, &desk, [&desk, field](const QString& text) {
        const auto chances = chancesFromText(text);
        mark(*field, !chances);
        if (chances)
            desk.change(QStringLiteral("excludesOf"), [&](Recipe& recipe) { recipe.excludesOf = *chances; });
    });
    show();
    return field;
}

QComboBox* makeTaxonomyField(RecipeDesk& desk, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setObjectName(QStringLiteral("recipe-taxonomy"));
    box->setAccessibleName(RecipeDesk::tr("Taxonomy"));
    box->setToolTip(RecipeDesk::tr("The published version whose labels the recipe may use"));
    const auto show = [&desk, box] { showTaxonomies(*box, desk); };
    QObject::connect(&desk, &RecipeDesk::opened, box, show);
    QObject::connect(&desk, &RecipeDesk::edited, box, show);
    QObject::connect(box, &QComboBox::activated, &desk, [&desk, box] {
        const QString name = box->currentData().toString();
        desk.change(QStringLiteral("taxonomy"), [&](Recipe& recipe) {
            if (recipe.taxonomy.name != name)
                recipe.taxonomy = {name, {}};
        });
    });
    show();
    return box;
}

} // namespace antiphon
