// The catalogues of the project and the index of the one in hand, read in the background.
#pragma once

#include "core/catalogue/catalogueindex.h"
#include "core/catalogue/cataloguestore.h"
#include "ui/shell/workspace.h"

namespace antiphon {

class CatalogueLoader : public QObject
{
    Q_OBJECT
public:
    CatalogueLoader(const WorkspaceContext& context, QObject* parent);

    const QList<Catalogue>& catalogues() const { return m_catalogues; }
    // The catalogue in hand: the chosen one while it is there, else the newest.
    const Catalogue* current() const;
    void choose(CatalogueId catalogue);
    // Null until it is read, and where there is no catalogue.
    const std::shared_ptr<const CatalogueIndex>& index() const { return m_index; }
    bool isKnown() const { return m_isKnown; } // whether the project has answered once

Q_SIGNALS:
    void cataloguesChanged();
    void indexChanged();

private:
    struct Known
    {
        QList<Catalogue> catalogues;
        QHash<CatalogueId, QByteArray> stamps; // of the edits of their tracks
    };
    static Result<Known> readKnown(const Connection& connection);
    void ask();
    void adopt(const Known& known);
    void load();
    WorkspaceContext m_context;
    QList<Catalogue> m_catalogues;
    CatalogueId m_chosen;
    QHash<CatalogueId, QByteArray> m_stamps;
    CatalogueId m_loading;
    QByteArray m_loadingStamp;
    std::shared_ptr<const CatalogueIndex> m_index;
    bool m_isKnown = false;
};

} // namespace antiphon
