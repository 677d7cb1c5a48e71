#include "ui/cascade/recipe/recipechoice.h"

#include <QSignalBlocker>

namespace antiphon {

RecipeChoice::RecipeChoice(const WorkspaceContext& context, QWidget* parent)
    : QComboBox(parent), m_context(context)
{
    setAccessibleName(tr("Recipe"));
    setToolTip(tr("The recipe and version that the plans are drawn by"));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(12);
    connect(this, &QComboBox::activated, this, [this] { m_chosen = version().id; });
    connect(&context.session, &ProjectSession::changed, this, &RecipeChoice::read);
    adopt({});
    read();
}

void RecipeChoice::read()
{
    m_context.session.read<QList<RecipeVersion>>(
        this, [](const Connection& connection) { return recipeVersions(connection); },
        [this](const Result<QList<RecipeVersion>>& versions) {
            if (versions)
                adopt(*versions);
        },
        QStringLiteral("cascade.recipechoice.%1").arg(reinterpret_cast<quintptr>(this))); // there are several
}

void RecipeChoice::adopt(const QList<RecipeVersion>& versions)
{
    const QSignalBlocker quiet(this);
    m_versions = versions;
    m_versions.prepend(shippedRecipe());
    clear();
    for (const RecipeVersion& version : std::as_const(m_versions)) {
        addItem(version.id.isNull()
                    ? version.name()
                    : QStringLiteral("%1 %2").arg(version.name(), QString::number(version.number())));
        setItemData(count() - 1, version.id.isNull() ? tr("Comes with Antiphon") : version.note,
                    Qt::ToolTipRole);
    }
    choose(m_chosen);
}

void RecipeChoice::choose(RecipeId version)
{
    m_chosen = version;
    int place = 0;
    for (int i = 0; i < m_versions.size(); ++i)
        if (m_versions[i].id == version)
            place = i;
    setCurrentIndex(place);
}

} // namespace antiphon
