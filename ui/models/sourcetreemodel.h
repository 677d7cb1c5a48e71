// The sources of a project, human corpora apart from runs, with their counts.
#pragma once

#include "core/corpus/dialogue.h"

#include <QAbstractItemModel>

#include <optional>

namespace antiphon {

// The first row stands for all dialogues; below it one group for each kind of source that is there.
class SourceTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role { CountRole = Qt::UserRole, IsGroupRole };
    using QAbstractItemModel::QAbstractItemModel;

    void setSources(const QList<Source>& sources); // the ready ones
    QList<Source> sources() const;
    const Source* sourceAt(const QModelIndex& index) const; // null: all, or a group
    bool isAll(const QModelIndex& index) const;
    QModelIndex indexOf(const std::optional<SourceId>& source) const; // nothing: all

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Group
    {
        SourceKind kind = SourceKind::Corpus;
        QList<Source> sources;
    };
    const Group* groupAt(const QModelIndex& index) const; // of a group's own row
    QVariant sourceData(const Source& source, int role) const;
    QList<Group> m_groups;
    qint64 m_dialogues = 0;
};

} // namespace antiphon
