// What is done with whole recipes; each that changes the project is one edit.
#include "core/base/linereader.h"
#include "ui/cascade/recipe/recipedesk.h"

namespace antiphon {

void RecipeDesk::save()
{
    if (!canSave())
        return;
    m_keepTimer.stop();
    const RecipeDraft draft = m_inHand.draft();
    auto saved = std::make_shared<RecipeVersion>();
    m_context.session.edit(
        saveRecipeLabel(recipe().name),
        [saved, draft, recipe = recipe(),
         actor = m_context.session.actor()](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY_ASSIGN(*saved, saveRecipe(connection, actor, recipe, draft.base, draft.note));
            return dropRecipeDraft(connection, draft.id);
        },
        this,
        [this, saved, key = m_key](const Result<void>& done) {
            if (!done)
                return; // the window says so; what is written stays
            m_versions << *saved;
            m_aside.remove(key);
            if (m_key == key) {
                m_key = saved->id.toText();
                m_inHand = OpenRecipe(*saved);
                Q_EMIT opened();
            }
            Q_EMIT listChanged();
            Q_EMIT this->saved(saved->title());
        });
}

void RecipeDesk::discard()
{
    if (!m_inHand.isChanged())
        return;
    m_keepTimer.stop();
    m_context.session.edit(
        tr("Drop what is written"),
        [id = m_inHand.draft().id](const Connection& connection) { return dropRecipeDraft(connection, id); });
    const RecipeVersion* base = m_inHand.isFresh() ? &m_versions.first() : version(m_key);
    m_inHand = OpenRecipe(base ? *base : m_versions.first());
    m_key = m_inHand.isShipped() ? QStringLiteral("shipped") : m_inHand.base().id.toText();
    Q_EMIT opened();
    Q_EMIT listChanged();
}

void RecipeDesk::duplicate()
{
    Recipe copy = recipe();
    copy.name = tr("copy of %1").arg(copy.name);
    add(copy);
}

void RecipeDesk::add(const Recipe& recipe)
{
    putAside();
    Recipe named = recipe;
    named.name = freeName(recipe.name);
    m_inHand = OpenRecipe::fresh(named);
    m_key = m_inHand.draft().id.toText();
    keep();
    Q_EMIT opened();
}

void RecipeDesk::rename(const QString& from, const QString& to)
{
    if (to.trimmed().isEmpty() || to == from)
        return;
    m_context.session.edit(renameRecipeLabel(from, to), [from, to](const Connection& connection) {
        return renameRecipe(connection, from, to);
    });
}

void RecipeDesk::remove()
{
    if (m_inHand.isFresh())
        return discard();
    const RecipeVersion* gone = version(m_key);
    if (!gone || gone->id.isNull())
        return;
    const RecipeId id = gone->id;
    const QString label = removeRecipeLabel(gone->title());
    // The next older version of the name is shown, else the shipped one.
    RecipeId next;
    for (const RecipeVersion& one : std::as_const(m_versions))
        if (one.name() == gone->name() && one.id != id && next.isNull())
            next = one.id;
    discard();
    openVersion(next);
    m_context.session.edit(label,
                           [id](const Connection& connection) { return removeRecipe(connection, id); });
}

void RecipeDesk::importFile(QWidget* parent)
{
    m_context.files.open(parent, {tr("Import a recipe"), {}, tr("Recipes (*.json);;All files (*)")},
                         [this](const QString& path) {
                             m_context.session.readAside<Recipe>(
                                 this,
                                 [path](const Connection&) -> Result<Recipe> {
                                     ANTIPHON_TRY_ASSIGN(const QByteArray json, readWholeFile(path));
                                     return recipeFromJson(json, path);
                                 },
                                 [this](const Result<Recipe>& recipe) {
                                     if (recipe)
                                         add(*recipe);
                                     else
                                         m_context.notify(noticeOf(recipe.error()));
                                 });
                         });
}

void RecipeDesk::exportFile(QWidget* parent)
{
    const QString proposal = recipe().name + QStringLiteral(".json");
    m_context.files.save(
        parent, {tr("Export the recipe"), proposal, tr("Recipes (*.json)")},
        [this, json = recipeJson(recipe())](const QString& path) {
            m_context.session.readAside<bool>(
                this,
                [path, json](const Connection&) -> Result<bool> {
                    ANTIPHON_TRY(writeWholeFile(path, json));
                    return true;
                },
                [this, path](const Result<bool>& done) {
                    m_context.notify(done ? Notice{NoticeKind::Done, tr("Wrote the recipe to %1").arg(path)}
                                          : noticeOf(done.error()));
                });
        });
}

void RecipeDesk::addStart(const QString& text)
{
    const auto filters = startFromText(text);
    if (!filters)
        return m_context.notify(noticeOf(filters.error()));
    if (isReadOnly())
        duplicate();
    change(QStringLiteral("starts"), [&](Recipe& recipe) {
        recipe.starts.list << FilterStart{*filters, 1};
        if (recipe.starts.share <= 0)
            recipe.starts.share = 0.5;
    });
}

} // namespace antiphon
