// Labels of the taxonomy that the planner itself speaks of.
#pragma once

#include "core/cascade/filter.h"
#include "core/catalogue/catalogueindex.h"

namespace antiphon::planlabels {

inline const QString addFilter = QStringLiteral("add_filter");
inline const QString removeFilterLabel = QStringLiteral("remove_filter");
inline const QString continueLabel = QStringLiteral("continue");
inline const QString acceptResponse = QStringLiteral("accept_response");
inline const QString rejectResponse = QStringLiteral("reject_response");
inline const QString continueAttribute = QStringLiteral("continue:continue");
inline const QString passiveRecommend = QStringLiteral("passive_recommend");
inline const QString activeRecommend = QStringLiteral("active_recommend");
inline const QString detailRequest = QStringLiteral("detail_attribute_request");
inline const QString feedbackRequest = QStringLiteral("feedback_request");
inline const QString parrotingResponse = QStringLiteral("parroting_response");
inline const QString itemAnswer = QStringLiteral("item_attribute_answer");
inline const QString itemQuestion = QStringLiteral("item_attribute_question");

inline void addLabel(QStringList& labels, const QString& label)
{
    if (!labels.contains(label))
        labels << label;
}

inline Filter filterOf(const CatalogueIndex& index, ValueId value, Sense sense)
{
    const AttributeValue attribute = index.attributeValue(value);
    return {attribute.type, attribute.value, sense};
}

} // namespace antiphon::planlabels
