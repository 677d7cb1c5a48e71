#include "ui/cascade/recipe/recipepage.h"

#include "ui/cascade/recipe/recipeeditor.h"
#include "ui/cascade/recipe/recipelist.h"
#include "ui/cascade/recipe/recipepreview.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace antiphon {

RecipePage::RecipePage(const WorkspaceContext& context, CatalogueLoader& loader, QWidget* parent)
    : QWidget(parent),
      m_desk(new RecipeDesk(context, loader, this)),
      m_list(new RecipeList(*m_desk, this)),
      m_editor(new RecipeEditor(*m_desk, this)),
      m_preview(new RecipePreview(*m_desk, this)),
      m_splitter(new QSplitter(Qt::Horizontal, this))
{
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    for (QWidget* part :
         {static_cast<QWidget*>(m_list), static_cast<QWidget*>(m_editor), static_cast<QWidget*>(m_preview)})
        m_splitter->addWidget(part);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({236, 656, 324});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_splitter);
    setFocusProxy(m_list);
    connect(m_editor, &RecipeEditor::useRequested, this, &RecipePage::use);
}

void RecipePage::use()
{
    const OpenRecipe& open = m_desk->inHand();
    if (open.isChanged()) {
        m_desk->context().notify(
            {NoticeKind::Info, tr("Save the recipe first: plans name the version that drew them.")});
        return;
    }
    Q_EMIT useRequested(open.base().id);
}

QJsonObject RecipePage::saveState() const
{
    return {{QStringLiteral("recipe"), m_desk->key()},
            {QStringLiteral("section"), m_editor->section()},
            {QStringLiteral("seed"), static_cast<qint64>(m_preview->seed())},
            {QStringLiteral("splitter"), QString::fromLatin1(m_splitter->saveState().toBase64())}};
}

void RecipePage::restoreState(const QJsonObject& state)
{
    m_desk->openAtFirst(state.value(QStringLiteral("recipe")).toString());
    m_editor->showSection(state.value(QStringLiteral("section")).toInt());
    m_preview->setSeed(
        static_cast<quint64>(std::max<qint64>(state.value(QStringLiteral("seed")).toInteger(1), 0)));
    m_splitter->restoreState(
        QByteArray::fromBase64(state.value(QStringLiteral("splitter")).toString().toLatin1()));
}

} // namespace antiphon
