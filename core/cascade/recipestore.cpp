#include "core/cascade/recipestore.h"

#include "core/cascade/recipediff.h"

namespace antiphon {

namespace {

constexpr qsizetype longestName = 100;

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

Result<void> checkName(const QString& name)
{
    const QString subject = QStringLiteral("the name of the recipe");
    if (name.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, subject, QStringLiteral("a recipe needs a name"));
    if (name.size() > longestName)
        return fail(ErrorCode::InvalidValue, subject,
                    QStringLiteral("it has more than %1 characters").arg(longestName));
    if (name.contains(QLatin1Char('@')))
        return fail(ErrorCode::InvalidValue, subject,
                    QStringLiteral("an @ stands before the number of a version"));
    if (name == shippedRecipe().name())
        return fail(ErrorCode::InvalidValue, subject,
                    QStringLiteral("%1 is the recipe that comes with Antiphon").arg(name));
    return {};
}

Result<RecipeVersion> versionOf(const Statement& row)
{
    RecipeVersion version;
    version.id = row.id<RecipeId>(0);
    auto recipe = recipeFromJson(row.text(4).toUtf8(), row.text(1));
    if (!recipe)
        return fail(ErrorCode::DamagedProject, QStringLiteral("the recipe %1").arg(row.text(1)),
                    recipe.error().detail);
    version.recipe = std::move(*recipe);
    version.recipe.name = row.text(1);
    version.recipe.version = static_cast<int>(row.integer(2));
    version.parent = row.id<RecipeId>(3);
    version.note = row.text(5);
    version.actor = row.text(6);
    version.createdAt = row.integer(7);
    return version;
}

Result<RecipeVersion> newestOf(const QList<RecipeVersion>& all, const QString& title)
{
    const auto at = title.lastIndexOf(QLatin1Char('@'));
    bool isNumber = false;
    const int number = at < 0 ? 0 : QStringView(title).sliced(at + 1).toInt(&isNumber);
    QStringList titles{shippedRecipe().name()};
    for (const RecipeVersion& version : all) {
        if (isNumber ? version.name() == title.left(at) && version.number() == number
                     : version.name() == title)
            return version;
        titles << version.title();
    }
    return fail(ErrorCode::NotFound, QStringLiteral("the recipe %1").arg(title),
                QStringLiteral("there are ") + titles.join(QStringLiteral(", ")));
}

Result<void> insertVersion(const Connection& connection, const RecipeVersion& version)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert, connection.prepare("INSERT INTO recipe (id, name, version, parent, body, note, actor, "
                                        "created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    const QByteArray body = recipeJson(version.recipe);
    insert.bind(1, version.id)
        .bind(2, version.name())
        .bind(3, version.number())
        .bind(4, version.parent)
        .bind(5, viewOf(body))
        .bind(6, version.note)
        .bind(7, version.actor)
        .bind(8, version.createdAt);
    return insert.run();
}

} // namespace

QString RecipeVersion::title() const
{
    return QStringLiteral("%1@%2").arg(recipe.name, QString::number(recipe.version));
}

RecipeVersion shippedRecipe()
{
    RecipeVersion version;
    version.recipe = defaultRecipe();
    return version;
}

Result<QList<RecipeVersion>> recipeVersions(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, name, version, parent, body, note, actor, created_at "
                                           "FROM recipe ORDER BY name, version DESC"));
    QList<RecipeVersion> versions;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return versions;
        ANTIPHON_TRY_ASSIGN(RecipeVersion version, versionOf(select));
        versions << std::move(version);
    }
}

Result<RecipeVersion> recipeCalled(const Connection& connection, const QString& title)
{
    RecipeVersion shipped = shippedRecipe();
    if (title == shipped.name() || title == shipped.title())
        return shipped;
    ANTIPHON_TRY_ASSIGN(const QList<RecipeVersion> all, recipeVersions(connection));
    return newestOf(all, title);
}

Result<RecipeVersion> saveRecipe(const Connection& connection, const Actor& actor, Recipe recipe,
                                 RecipeId parent, const QString& note)
{
    recipe.name = recipe.name.trimmed();
    ANTIPHON_TRY(checkName(recipe.name));
    ANTIPHON_TRY_ASSIGN(const QList<RecipeVersion> all, recipeVersions(connection));
    RecipeVersion version;
    ANTIPHON_TRY_ASSIGN(version.recipe, recipeFromJson(recipeJson(recipe), recipe.name));
    version.recipe.version = 1;
    if (const auto newest = newestOf(all, recipe.name)) {
        if (drawsAlike(newest->recipe, recipe) && newest->recipe.about == recipe.about)
            return fail(ErrorCode::NotPossible, QStringLiteral("saving %1").arg(recipe.name),
                        QStringLiteral("nothing is different from version %1").arg(newest->number()));
        version.recipe.version = newest->number() + 1;
    }
    version.id = RecipeId::create();
    version.parent = parent;
    version.note = note;
    version.actor = actor.name;
    version.createdAt = now();
    ANTIPHON_TRY(insertVersion(connection, version));
    return version;
}

Result<void> renameRecipe(const Connection& connection, const QString& from, const QString& to)
{
    const QString name = to.trimmed();
    ANTIPHON_TRY(checkName(name));
    ANTIPHON_TRY_ASSIGN(const QList<RecipeVersion> all, recipeVersions(connection));
    ANTIPHON_TRY(newestOf(all, from));
    if (newestOf(all, name))
        return fail(ErrorCode::AlreadyExists, name,
                    QStringLiteral("a recipe of that name is already in the project"));
    ANTIPHON_TRY_ASSIGN(auto update, connection.prepare("UPDATE recipe SET name = ? WHERE name = ?"));
    return update.bind(1, name).bind(2, from).run();
}

Result<void> removeRecipe(const Connection& connection, RecipeId version)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM recipe WHERE id = ?"));
    ANTIPHON_TRY(remove.bind(1, version).run());
    if (connection.changes() == 0)
        return fail(ErrorCode::NotFound, QStringLiteral("the recipe"));
    return {};
}

QString saveRecipeLabel(const QString& name)
{
    return QStringLiteral("Save recipe %1").arg(name);
}

QString renameRecipeLabel(const QString& from, const QString& to)
{
    return QStringLiteral("Rename recipe %1 to %2").arg(from, to);
}

QString removeRecipeLabel(const QString& title)
{
    return QStringLiteral("Remove recipe %1").arg(title);
}

Result<QList<RecipeDraft>> recipeDrafts(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT id, base, name, body, note, changed_at FROM "
                                                        "recipe_draft ORDER BY id"));
    QList<RecipeDraft> drafts;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return drafts;
        drafts << RecipeDraft{select.id<RecipeId>(0),  select.id<RecipeId>(1), select.text(2),
                              select.text(3).toUtf8(), select.text(4),         select.integer(5)};
    }
}

Result<void> keepRecipeDraft(const Connection& connection, const RecipeDraft& draft)
{
    ANTIPHON_TRY_ASSIGN(auto keep,
                        connection.prepare("INSERT OR REPLACE INTO recipe_draft (id, base, name, body, note, "
                                           "changed_at) VALUES (?, ?, ?, ?, ?, ?)"));
    keep.bind(1, draft.id)
        .bind(2, draft.base)
        .bind(3, draft.name)
        .bind(4, viewOf(draft.body))
        .bind(5, draft.note)
        .bind(6, draft.changedAt);
    return keep.run();
}

Result<void> dropRecipeDraft(const Connection& connection, RecipeId draft)
{
    ANTIPHON_TRY_ASSIGN(auto drop, connection.prepare("DELETE FROM recipe_draft WHERE id = ?"));
    return drop.bind(1, draft).run();
}

} // namespace antiphon
