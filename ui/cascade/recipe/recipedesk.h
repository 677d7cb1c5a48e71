// What the parts of the recipe page share: the versions, what is being written, and the recipe in hand.
#pragma once

#include "core/coding/coding.h"
#include "ui/cascade/catalogueloader.h"
#include "ui/cascade/recipe/openrecipe.h"

#include <QTimer>

namespace antiphon {

class RecipeDesk : public QObject
{
    Q_OBJECT
public:
    RecipeDesk(const WorkspaceContext& context, CatalogueLoader& loader, QObject* parent);
    ~RecipeDesk() override; // keeps what is being written

    // A line of the list.
    struct Entry
    {
        QString key;
        QString name;
        int version = 0; // 0: not saved yet
        bool isShipped = false;
        bool isChanged = false; // something is being written
        QString remark = {};    // note, actor and time
    };
    QList<Entry> entries() const; // the shipped one, versions by name and newest first, what is new
    const QString& key() const { return m_key; }
    void open(const QString& key);
    void openVersion(RecipeId version);
    void openAtFirst(const QString& key); // once the project has answered, unless something is being written

    const QList<RecipeVersion>& versions() const { return m_versions; } // the shipped one first
    const OpenRecipe& inHand() const { return m_inHand; }
    const Recipe& recipe() const { return m_inHand.recipe(); }
    bool isReadOnly() const { return m_inHand.isShipped(); }
    bool canSave() const { return m_inHand.isChanged() && m_inHand.fault().isEmpty(); }
    int nextVersion() const; // of the name in hand
    // What may be written: those of the taxonomy that the recipe names, else all that recipes know.
    QStringList labels(Facet facet) const;
    QStringList taxonomyNames() const; // the published versions of the project, by name
    QStringList types() const;         // of the catalogue and of the recipe

    void change(const QString& subject, const std::function<void(Recipe&)>& change);
    void type(const QByteArray& json);
    void setNote(const QString& note);
    void undo();
    void redo();
    void save();
    void discard(); // what is being written
    void duplicate();
    void add(const Recipe& recipe); // as new, in hand
    void rename(const QString& from, const QString& to);
    void remove(); // the version in hand
    void importFile(QWidget* parent);
    void exportFile(QWidget* parent);
    // Adds the cascade of filters that the clipboard holds (see startFromText) to the recipe in hand.
    void addStart(const QString& text);

    const WorkspaceContext& context() const { return m_context; }
    CatalogueLoader& loader() const { return m_loader; }

Q_SIGNALS:
    void listChanged();
    void opened(); // another recipe is in hand
    void edited(); // the one in hand is different
    void saved(const QString& title);

private:
    struct Answer
    {
        QList<RecipeVersion> versions;
        QList<RecipeDraft> drafts;
        QHash<QString, QHash<Facet, QStringList>> taxonomies;
    };
    void read();
    void adopt(Answer answer);
    void adoptDrafts(const QList<RecipeDraft>& drafts);
    void followInHand(const QList<RecipeVersion>& former);
    void putAside();
    void written();
    void keep();
    const RecipeVersion* version(const QString& key) const;
    QString freeName(const QString& wanted) const;

    WorkspaceContext m_context;
    CatalogueLoader& m_loader;
    QList<RecipeVersion> m_versions{shippedRecipe()};
    QHash<QString, OpenRecipe> m_aside; // what is being written besides the one in hand, by key
    QHash<QString, QHash<Facet, QStringList>> m_taxonomies;
    QString m_key;     // of the one in hand
    QString m_atFirst; // of the one to open when the project has answered
    OpenRecipe m_inHand;
    QTimer m_keepTimer;
    bool m_isRead = false; // once: drafts are ours from then on
};

} // namespace antiphon
