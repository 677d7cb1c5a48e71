// What is nearest to the track in hand, or to its artist: by values, by an imported list, by an embedding.
#pragma once

#include "core/catalogue/nearestanswer.h"

#include <QWidget>

class QComboBox;
class QListWidget;

namespace antiphon {

class TextLabel;

class NearestPanel : public QWidget
{
    Q_OBJECT
public:
    struct Near
    {
        std::optional<quint32> ordinal; // of a track; none: an artist
        QString name;                   // of an artist
        QString label;
        double similarity = 0;
    };
    explicit NearestPanel(QWidget* parent);
    void setSimilarities(const QList<Similarity>& similarities);
    // The way chosen; its item is left empty.
    NearQuestion question() const;
    void showNearest(const QList<Near>& near, const QString& remark);
    QComboBox* ways() const { return m_ways; }
    QListWidget* list() const { return m_list; }

Q_SIGNALS:
    void wayChosen();
    void trackAsked(quint32 ordinal);
    void artistAsked(const QString& name);

private:
    void addWay(const QString& title, SimilarityTarget target, const QString& by);
    QComboBox* m_ways;
    QListWidget* m_list;
    TextLabel* m_remark;
};

} // namespace antiphon
